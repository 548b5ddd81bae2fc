import { expect, test } from 'vitest'
import { html, raw, scriptElement } from '../../src/html/html.ts'

test('escapes text, keeps HTML, and omits undefined and false', () => {
  const page = html`<p title="${'"<&>\''}">${['a<b', 1, raw('<br>'), undefined, false]}</p>`
  expect(page.html).toBe('<p title="&quot;&lt;&amp;&gt;&#39;">a&lt;b1<br></p>')
})

test('keeps the text of a script exactly, because the policy contains its hash', () => {
  expect(scriptElement('a && b\n').html).toBe('<script>a && b\n</script>')
})
