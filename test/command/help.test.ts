import { expect, test } from 'vitest'
import { formatTable, HELP_OPTION, helpText, parseOptions } from '../../src/command/index.ts'
import type { OptionTable } from '../../src/command/index.ts'

const options = {
  port: { type: 'string', argument: 'N', default: '8080', description: 'port to listen on' },
  key: {
    type: 'string',
    argument: 'KEY',
    multiple: true,
    default: [],
    description: 'accept this key; a description that is longer than one line continues in its own column',
  },
  help: HELP_OPTION,
} as const satisfies OptionTable

test('the help text lists every option with its argument, description and default', () => {
  const text = helpText({
    usage: 'npm run it',
    about: 'Does it.',
    options,
    footer: 'Examples:\n  npm run it -- --port 0',
  })
  expect(text).toBe(`Usage: npm run it

Does it.

  --port N   port to listen on; default: 8080
  --key KEY  accept this key; a description that is longer than one line
             continues in its own column; repeatable
  --help     show this text

Examples:
  npm run it -- --port 0`)
})

test('the help text lists options under the headings of their groups', () => {
  const text = helpText({
    usage: 'x',
    about: 'Does it.',
    options: {
      seed: { type: 'string', description: 'a seed', group: 'Sending' },
      key: { type: 'string', description: 'a key', group: 'Target' },
      rate: { type: 'string', description: 'a rate', group: 'Sending' },
      help: HELP_OPTION,
    },
  })
  expect(text.split('\n\n').slice(2)).toEqual([
    'Sending\n  --seed  a seed\n  --rate  a rate',
    'Target\n  --key  a key',
    '  --help  show this text',
  ])
})

test('the same table is what parseOptions reads', () => {
  expect({ ...parseOptions(['--key', 'a', '-h'], options).values }).toEqual({
    port: '8080',
    key: ['a'],
    help: true,
  })
})

test('no line of a help text is longer than 80 columns', () => {
  const long = 'word '.repeat(60).trim()
  const text = helpText({ usage: 'x', about: long, options, footer: long })
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
})

test('a table has its descriptions in one column', () => {
  expect(
    formatTable([
      ['a', 'first'],
      ['long', 'second'],
    ]),
  ).toBe('  a     first\n  long  second')
})
