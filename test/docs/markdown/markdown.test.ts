import { expect, test } from 'vitest'
import { html } from '../../../src/html/html.ts'
import { markdown } from '../../../src/docs/markdown/markdown.ts'

const render = (text: string): string =>
  markdown(text)
    .html.replace(/>\n\s*</g, '><')
    .trim()

test.each([
  ['# One *two*', '<h1 id="one-two">One <em>two</em></h1>'],
  ['a\nb', '<p>a\nb</p>'],
  ['- a\n  b\n- c', '<ul><li>a\nb</li><li>c</li></ul>'],
  ['1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
  ['> a\n> b', '<blockquote><p>a\nb</p></blockquote>'],
  ['**a** `b*c*` [d](e.html#f)', '<p><strong>a</strong> <code>b*c*</code> <a href="e.html#f">d</a></p>'],
  [
    '<https://x.example/?a=1&b>',
    '<p><a href="https://x.example/?a=1&amp;b">https://x.example/?a=1&amp;b</a></p>',
  ],
  ['```sh\na < b\n\n# c\n```', '<pre tabindex="0"><code>a &lt; b\n\n# c</code></pre>'],
])('%j', (text, expected) => {
  expect(render(text)).toBe(expected)
})

test('HTML in the text is shown, not obeyed, and no link runs a script', () => {
  const page = render('<script>alert(1)</script> `<b>` [x](javascript:alert(1)) [<i>](" onclick=x)')
  expect(page).not.toMatch(/<(script|b|i)>/)
  expect(page).not.toContain('href="javascript:')
  expect(page).not.toContain('" onclick')
})

test('a table keeps its cells, escaped bars included', () => {
  const page = render('| a | b |\n|---|---|\n| `c` | d \\| e |')
  expect(page).toContain('<th role="columnheader" scope="col">a</th>')
  expect(page).toMatch(/data-name="b"\s*><div>d \| e<\/div>/)
})

test('a block is what its name stands for, told with its line', () => {
  const page = markdown('a\n\n{{ some-thing }}\n', {
    block: (name, line) => html`<hr data-is="${name}" data-at="${line}" />`,
  })
  expect(page.html).toContain('data-is="some-thing"')
  expect(page.html).toContain('data-at="3"')
})

test('without blocks, such a line is text', () => {
  expect(render('{{x}}')).toBe('<p>{{x}}</p>')
})
