import { describe, expect, it } from 'vitest'
import { parseOptions, UsageError, wholeNumber } from '../../src/command/index.ts'

const options = {
  check: { type: 'boolean' },
  api: { type: 'string', multiple: true },
  port: { type: 'string', short: 'p' },
} as const

function usageErrorOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  return 'accepted'
}

describe('parseOptions', () => {
  it('separates options and arguments', () => {
    const { values, positionals } = parseOptions(
      ['a', '--check', '--api', 'x', '--api=y', '-p', '1', '--', '--b'],
      options,
    )
    expect({ ...values }).toEqual({ check: true, api: ['x', 'y'], port: '1' })
    expect(positionals).toEqual(['a', '--b'])
  })

  it.each<[string[], string]>([
    [['--chek'], 'Unknown option `--chek`. Did you mean `--check`?'],
    [['--nothing-like-it'], 'Unknown option `--nothing-like-it`. The options are: --check, --api, --port.'],
    [['-x'], 'Unknown option `-x`.'],
    [['--check=yes'], "Option '--check' does not take an argument. Run the command with --help."],
    [['--port'], "Option '-p, --port <value>' argument missing. Run the command with --help."],
  ])('rejects %j with one line', (argv, message) => {
    const text = usageErrorOf(() => parseOptions(argv, options))
    expect(text).toContain(message)
    expect(text.split('\n')).toHaveLength(1)
  })
})

describe('wholeNumber', () => {
  it.each<[string, number]>([
    ['0', 0],
    ['65535', 65535],
    ['007', 7],
  ])('accepts %j', (text, value) => {
    expect(wholeNumber('--port', text, { min: 0, max: 65535 })).toBe(value)
  })

  it.each(['', '-1', '65536', '1.5', '1e3', '0x10', ' 1', '１', 'many'])('rejects %j', (text) => {
    expect(usageErrorOf(() => wholeNumber('--port', text, { min: 0, max: 65535 }))).toBe(
      `\`--port\` must be a whole number, 0 to 65535. Received: \`${text}\`.`,
    )
  })

  it('accepts any safe integer without an upper bound', () => {
    expect(wholeNumber('--runs', '9007199254740991', { min: 1 })).toBe(Number.MAX_SAFE_INTEGER)
    expect(usageErrorOf(() => wholeNumber('--runs', '9007199254740993', { min: 1 }))).toBe(
      '`--runs` must be a whole number, 1 or more. Received: `9007199254740993`.',
    )
  })
})
