import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EntryScanner } from '../../src/har/entry-scanner.ts'

/** Scans a text in chunks of a size. Returns the entries, and whether the text is complete. */
function scan(text: string, size: number): { entries: string[]; isComplete: boolean; hasEntries: boolean } {
  const entries: string[] = []
  const scanner = new EntryScanner((entry) => entries.push(entry))
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = Buffer.from(bytes.subarray(at, at + size))
    scanner.write(chunk)
    chunk.fill(0)
  }
  return { entries, isComplete: scanner.end(), hasEntries: scanner.hasEntries }
}

const json = fc.jsonValue({ maxDepth: 3 })

describe('the scanner of entries', () => {
  it('finds the same entries as a parser, whatever the chunks and the white space', () => {
    const entries = fc.array(json, { maxLength: 6 })
    const others = fc.dictionary(fc.constantFrom('pages', 'creator', 'entries2', 'log', 'a"b\\', '}'), json)
    const spaces = fc.constantFrom(undefined, 1, '\t')
    fc.assert(
      fc.property(
        entries,
        others,
        others,
        spaces,
        fc.integer({ min: 1, max: 40 }),
        (list, before, after, space, size) => {
          const log = { ...before, entries: list, ...after }
          const found = scan(JSON.stringify({ ...after, log }, undefined, space), size)
          expect(found.entries.map((entry) => JSON.parse(entry) as unknown)).toEqual(
            list.map((one) => JSON.parse(JSON.stringify(one)) as unknown),
          )
          expect(found).toMatchObject({ isComplete: true, hasEntries: true })
        },
      ),
    )
  })

  it('takes no other list for that of the log', () => {
    for (const text of [
      '{"entries":[1]}',
      '{"log":[{"entries":[1]}]}',
      '{"log":{"pages":[1]}}',
      '{"a":{"log":{"entries":[1]}}}',
    ])
      expect(scan(text, 3)).toEqual({ entries: [], isComplete: true, hasEntries: false })
  })

  it('gives the complete entries of a text that ends too early', () => {
    const text = '{"log":{"entries":[{"a":"]}"},{"b":2}'
    expect(scan(text, 4)).toEqual({ entries: ['{"a":"]}"}', '{"b":2}'], isComplete: false, hasEntries: true })
    expect(scan(text.slice(0, -2), 4)).toMatchObject({ entries: ['{"a":"]}"}'], isComplete: false })
  })

  it.each([
    '{"log":{"entries":[1,,2]}}',
    '{"log":{"entries":[,1]}}',
    '{"log":{"entries":[1,]}}',
    '{"log":{"entries":[1]}}{"log":{"entries":[2]}}',
    '{"log":{"entries":[1]}]',
    '{"log":{entries:[1]}}',
    '',
  ])('rejects %s', (text) => {
    expect(() => scan(text, 5)).toThrow(SyntaxError)
  })
})
