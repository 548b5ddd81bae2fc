import { expect, test } from 'vitest'
import { highlightLines } from '../../../src/docs/markdown/highlight.ts'

const lines = (code: string, language?: string): string[] =>
  highlightLines(code, language).map(({ html }) => html)

const textOf = (html: string): string => html.replaceAll(/<[^>]+>/g, '')

test.each(['sh', 'Shell', 'bash', 'ts', 'TypeScript', 'js', 'Python', 'py', 'json', 'yaml', 'yml'])(
  'colors a string in %s by a class, without an inline style',
  (language) => {
    const [line = ''] = lines(`a "b"`, language)
    expect(line).toMatch(/<span class="[a-z]">/)
    expect(line).not.toContain('style=')
    expect(textOf(line)).toBe('a &quot;b&quot;')
  },
)

test.each([undefined, '', 'text', 'cobol', 'constructor'])(
  'leaves code in the language %j plain',
  (language) => {
    expect(lines('a <b>\n# c', language)).toEqual(['a &lt;b&gt;', '# c'])
  },
)

test('keeps each line, also of code that is too long to color', () => {
  const long = Array.from({ length: 60_000 }, () => 'a: "<b>"')
  expect(lines(long.join('\n'), 'yaml').slice(0, 2)).toEqual([
    'a: &quot;&lt;b&gt;&quot;',
    'a: &quot;&lt;b&gt;&quot;',
  ])
  expect(lines('a: 1\n\n# c\n', 'yaml').map(textOf)).toEqual(['a: 1', '', '# c', ''])
})
