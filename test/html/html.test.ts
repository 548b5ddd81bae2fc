import { expect, test } from 'vitest'
import { html, raw, scriptElement } from '../../src/html/html.ts'

test('text is escaped, HTML is kept, nothing leaves nothing', () => {
  const page = html`<p title="${'"<&>\''}">${['a<b', 1, raw('<br>'), undefined, false]}</p>`
  expect(page.html).toBe('<p title="&quot;&lt;&amp;&gt;&#39;">a&lt;b1<br></p>')
})

test('a script keeps its text exactly: its hash stands in the policy', () => {
  expect(scriptElement('a && b\n').html).toBe('<script>a && b\n</script>')
})
