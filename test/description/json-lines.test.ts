import { describe, expect, it } from 'vitest'
import { JsonLines } from '../../src/description/json-lines.ts'
import { parseFile } from '../../src/description/load/parsed-file.ts'

const text = `{
  "a": { "b/c": [1, "x\\"}]", { "~d": null,
    "e": true }, [], {}] , "a": "again"
  },
  "\\u0066":
    [ -1.5e3,
      "\\\\"],
  "empty": {},"last": "x"
}
`

describe('JsonLines', () => {
  it('finds the lines that reading the whole text finds', () => {
    const all = [...parseFile('a.json', text).lines()]
    const lines = new JsonLines(text)
    expect(all.map(([pointer]) => [pointer, lines.lineOf(pointer)])).toEqual(all)
    expect(all.length).toBeGreaterThan(12)
  })

  it('finds the same lines with other line breaks', () => {
    for (const lineBreak of ['\r\n', '\r']) {
      const other = text.replaceAll('\n', lineBreak)
      expect(new JsonLines(other).lineOf('/empty')).toBe(8)
    }
  })

  it('finds no line for a pointer that leads nowhere', () => {
    const lines = new JsonLines(text)
    for (const pointer of ['/b', '/a/b~1c/9', '/last/x', '/a/b~1c/0/0'])
      expect(lines.lineOf(pointer)).toBeUndefined()
  })

  it('keeps the last of several equal names', () => {
    expect(new JsonLines('{"a": 1,\n"a": {\n"b": 1}}').lineOf('/a/b')).toBe(3)
  })
})
