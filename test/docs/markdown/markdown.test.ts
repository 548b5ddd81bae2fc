import { expect, test } from 'vitest'
import { html } from '../../../src/html/index.ts'
import { inline, markdown } from '../../../src/docs/markdown/markdown.ts'

const render = (text: string): string =>
  markdown(text)
    .html.replace(/>\n\s*</g, '><')
    .trim()

test.each([
  ['a heading with an anchor', '# One *two*', '<h1 id="one-two">One <em>two</em></h1>'],
  ['a heading that is a link', '## [A b](c.html)', '<h2 id="a-b"><a href="c.html">A b</a></h2>'],
  ['a paragraph', 'a\nb', '<p>a\nb</p>'],
  ['a list', '- a\n  b\n- c', '<ul><li>a\nb</li><li>c</li></ul>'],
  ['a list in a list', '- a\n  - b\n- c', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>'],
  ['a list with `+`', '+ a', '<ul><li>a</li></ul>'],
  ['an item of two paragraphs', '- a\n\n  b\n- c', '<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>'],
  [
    'code in an item',
    '- a\n\n  ```\n  b\n  ```',
    '<ul><li><p>a</p><pre tabindex="0"><code>b</code></pre></li></ul>',
  ],
  ['a numbered list', '1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
  ['a numbered list from 3', '3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
  ['a quotation', '> a\n> b', '<blockquote><p>a\nb</p></blockquote>'],
  [
    'strong, code and a link',
    '**a** `b*c*` [d](e.html#f)',
    '<p><strong>a</strong> <code>b*c*</code> <a href="e.html#f">d</a></p>',
  ],
  ['emphasis by underscores', '_a_ __b__ c_d_e', '<p><em>a</em> <strong>b</strong> c_d_e</p>'],
  ['emphasis in strong', '**a *b* c**', '<p><strong>a <em>b</em> c</strong></p>'],
  ['strong and emphasis together', '***a***', '<p><em><strong>a</strong></em></p>'],
  ['an escaped asterisk', '\\*a\\*', '<p>*a*</p>'],
  ['code that holds a backtick', '`` a`b ``', '<p><code>a`b</code></p>'],
  ['a link with parentheses', '[a](b.html#c_(d))', '<p><a href="b.html#c_(d)">a</a></p>'],
  ['a link with a title', '[a](b.html "c")', '<p><a href="b.html">a</a></p>'],
  ['a link by reference', '[a][b]\n\n[b]: c.html', '<p><a href="c.html">a</a></p>'],
  [
    'an address in angle brackets',
    '<https://x.example/?a=1&b>',
    '<p><a href="https://x.example/?a=1&amp;b">https://x.example/?a=1&amp;b</a></p>',
  ],
  ['fenced code', '```text\na < b\n\n# c\n```', '<pre tabindex="0"><code>a &lt; b\n\n# c</code></pre>'],
  ['a rule', 'a\n\n---\n\nb', '<p>a</p><hr><p>b</p>'],
])('renders %s', (_, text, expected) => {
  expect(render(text)).toBe(expected)
})

test('renders inline Markdown without a paragraph', () => {
  expect(inline('one of `a`, *b* < 2').html).toBe('one of <code>a</code>, <em>b</em> &lt; 2')
})

test('shows HTML as text, and makes no link that runs a script', () => {
  const text =
    '<script>alert(1)</script> `<b>` [x](javascript:alert(1)) [<i>](" onclick=x)\n\n<div onclick="x">\n\n' +
    '![<b>](https://x.example/y.png) [z](data:text/html,x) <img src=x onerror=y> <javascript:alert(1)>'
  for (const page of [render(text), inline(text).html]) {
    expect(page).not.toMatch(/<(script|b|i|img|div)\b/)
    expect(page).not.toMatch(/href="(javascript|data):/)
    expect(page).not.toContain('" onclick')
  }
})

test('renders a table, escaped bars included', () => {
  const page = render('| a | b |\n|---|---|\n| `c` | d \\| e |')
  expect(page).toContain('<th role="columnheader" scope="col">a</th>')
  expect(page).toMatch(/data-name="b"\s*><div>d \| e<\/div>/)
})

test('makes headings deeper and prefixes their anchors on request', () => {
  expect(markdown('# A\n\n###### B', { deeper: 1, anchorPrefix: 'x-' }).html).toBe(
    '<h2 id="x-a">A</h2>\n<h6 id="x-b">B</h6>\n',
  )
})

test.each([
  ['a\n\n{{ some-thing }}\n', 3],
  ['a\r\n{{some-thing}}', 2],
  ['# a\n```\nb\n{{other}}\n```\n- c\n\n\n{{some-thing}}', 9],
])('replaces the placeholder of %j, which is on line %i', (text, expected) => {
  const found: [string, number][] = []
  const page = markdown(text, {
    block: (name, line) => {
      found.push([name, line])
      return html`<hr data-is="${name}" />`
    },
  })
  expect(found).toEqual([['some-thing', expected]])
  expect(page.html).toContain('<hr data-is="some-thing" />')
})

test('shows a placeholder as text where no blocks are given', () => {
  expect(render('{{x}}')).toBe('<p>{{x}}</p>')
})
