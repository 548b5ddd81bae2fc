import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concurrentCommands } from '../../../src/contract/repro/shell-loop.ts'

/** What a shell runs, with `curl` as a command that prints its arguments. */
function run(lines: readonly string[]): string[] {
  // One write per call, so that lines of calls at once do not mix.
  const curl = `curl() { printf '%s\\n' "$(printf '<%s>' "$@")"; }\n`
  const printed = execFileSync('bash', ['-c', `API_KEY=k; ${curl}${lines.join('\n')}`], { encoding: 'utf8' })
  return printed.trimEnd().split('\n').sort()
}

describe('commands at once', () => {
  test('that differ in a header’s value are a loop', () => {
    const lines = concurrentCommands(
      ['1a', '12'].map((key) => `curl -X POST -H "A: $API_KEY" -H 'Key: ${key}' -d '{"a":"it'\\''s"}'`),
    )
    expect(lines).toEqual([
      'for each in 1a 12; do',
      `curl -X POST -H "A: $API_KEY" -H 'Key: '"$each"'' -d '{"a":"it'\\''s"}' &`,
      'done; wait',
    ])
    expect(run(lines)).toEqual(
      ['1a', '12'].map((key) => `<-X><POST><-H><A: k><-H><Key: ${key}><-d><{"a":"it's"}>`).sort(),
    )
  })

  test('that differ in the path are a loop', () => {
    const lines = concurrentCommands(
      ['pi_1', 'pi_2'].map((id) => `curl http://127.0.0.1:1/v1/${id}/cancel -d ''`),
    )
    expect(lines[1]).toBe(`curl http://127.0.0.1:1/v1/"$each"/cancel -d '' &`)
    expect(run(lines)).toEqual([
      '<http://127.0.0.1:1/v1/pi_1/cancel><-d><>',
      '<http://127.0.0.1:1/v1/pi_2/cancel><-d><>',
    ])
  })

  test('that are all the same are a loop', () => {
    expect(concurrentCommands(['curl x', 'curl x'])).toEqual([
      'for each in 1 2; do',
      'curl x &',
      'done; wait',
    ])
  })

  test('do what each does alone, whatever they are', () => {
    const text = fc.stringMatching(/^[ab'" \\$!.-]{0,6}$/)
    const quote = fc.constantFrom(
      (raw: string) => `'${raw.replaceAll("'", `'\\''`)}'`,
      (raw: string) => `"$API_KEY ${raw.replaceAll(/["\\$!]/g, '')}"`,
      (raw: string) => `$'${raw.replaceAll(/['\\]/g, (sign) => `\\${sign}`)}'`,
    )
    const key = `-H "A: $(printf %s "$API_KEY:" | tr -d '\\n')"`
    const commands = fc
      .tuple(
        text,
        text,
        fc.array(fc.oneof(text, fc.stringMatching(/^\w{1,3}$/)), { minLength: 2, maxLength: 3 }),
        quote,
      )
      .map(([before, after, pieces, quoted]) =>
        pieces.map((piece) => `curl ${key} ${quoted(before + piece + after)} -d ${quoted(after)}`),
      )
    fc.assert(
      fc.property(commands, (some) => {
        expect(run(concurrentCommands(some))).toEqual(some.flatMap((one) => run([one])).sort())
      }),
      { numRuns: 60 },
    )
  })
})
