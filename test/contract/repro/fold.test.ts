import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldCommand } from '../../../src/contract/repro/fold.ts'

/** What the commands are called with, by a real shell. */
function calls(script: string): string[][] {
  const define = `curl() { printf '%s\\0' "$@"; printf '\\1\\0'; }\n`
  const out = execFileSync('bash', ['-c', define + script], { encoding: 'utf8' })
  return out
    .split('\u0001\0')
    .slice(0, -1)
    .map((call) => call.split('\0').slice(0, -1))
}

const quote = (word: string) => `'${word.replaceAll("'", "'\\''")}'`

describe('foldCommand', () => {
  test('folds between options', () =>
    expect(
      foldCommand(
        `# Twice:\ncurl -sS -X POST -u "$API_KEY:" -H 'Accept: */*' -d '{"a":"b c"}' http://127.0.0.1:1/a\ncurl x`,
        40,
      ),
    ).toMatchInlineSnapshot(`
      "# Twice:
      curl -sS -X POST -u "$API_KEY:" \\
        -H 'Accept: */*' -d '{"a":"b c"}' \\
        http://127.0.0.1:1/a
      curl x"
    `))

  test('puts a word with line feeds on one line', () =>
    expect(foldCommand(`curl -d 'a\nb\\c'`, 40)).toBe(`curl -d $'a\\nb\\\\c'`))

  test('leaves alone what it cannot read', () =>
    expect(foldCommand(`curl -d 'left open   `, 10)).toBe(`curl -d 'left open   `))

  test.each([20, 60, 100])('a shell reads the same in %i columns', (width) => {
    const word = fc.oneof(
      fc.string({ unit: fc.constantFrom(...`ab -#'"\\$\`\n!*{}|;&<>ü🎉`), maxLength: 12 }),
      fc.constantFrom('-H', '-d', '--data-binary', 'a: b', "it's", ''),
    )
    const commands = fc
      .sample(fc.array(word, { maxLength: 12 }), { numRuns: 300, seed: 1 })
      .map((words) => ['curl', ...words.map(quote)].join(' '))
    const folded = commands.map((command) => foldCommand(command, width))
    expect(calls(folded.join('\n'))).toEqual(calls(commands.join('\n')))
    expect(folded.some((command) => command.includes(' \\\n'))).toBe(true)
  })

  test('a shell reads the same of every kind of quoting', () => {
    const command =
      String.raw`curl -a $'x\ty\'z' "a \"b\" 'c'" d\ e f'g'"h"$'i' -- #none` + '\ncurl "two\nlines" \\\n  z'
    expect(calls(foldCommand(command, 16))).toEqual(calls(command))
  })
})
