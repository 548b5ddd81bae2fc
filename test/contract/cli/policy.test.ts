import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { readPolicy } from '../../../src/contract/cli/policy.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

let folder: string
beforeAll(() => {
  folder = temporaryFolder('policy')
})

function read(...lines: readonly string[]) {
  const config = ['apis:', '  orders:', '    root: orders.yaml', '    x-openapi-contracts:', ...lines]
  writeFileSync(join(folder, 'redocly.yaml'), config.join('\n'))
  return readPolicy(folder, 'orders')
}

test('reads suppressions and severities with their lines', () => {
  const policy = read(
    '      suppress:',
    "        - { rule: '*/headers/*', reason: the gateway drops it, until: 2027-01-31 }",
    '        - finding: 0123456789abcdef',
    '          reason: ticket 7',
    "          until: '2027-02-28'",
    '      severity:',
    "        '*/headers/*': warning",
    '        cancel/method: off',
  )
  expect(policy).toEqual({
    suppressions: [
      {
        finding: undefined,
        rule: '*/headers/*',
        reason: 'the gateway drops it',
        until: '2027-01-31',
        source: 'redocly.yaml:6',
      },
      {
        finding: '0123456789abcdef',
        rule: undefined,
        reason: 'ticket 7',
        until: '2027-02-28',
        source: 'redocly.yaml:7',
      },
    ],
    severities: [
      { rule: '*/headers/*', severity: 'warning', source: 'redocly.yaml:11' },
      { rule: 'cancel/method', severity: 'off', source: 'redocly.yaml:12' },
    ],
  })
})

test('reads nothing for an API that decides nothing, and without a configuration', () => {
  expect(read('      strict: true')).toEqual({ suppressions: [], severities: [] })
  expect(readPolicy(folder, 'returns')).toEqual({ suppressions: [], severities: [] })
  expect(readPolicy(join(folder, 'nowhere'), 'orders')).toEqual({ suppressions: [], severities: [] })
})

test.each([
  ['{ rule: a, until: 2027-01-31 }', 'redocly.yaml:6: a suppression needs a `reason`.'],
  ['{ rule: a, reason: "  ", until: 2027-01-31 }', 'redocly.yaml:6: a suppression needs a `reason`.'],
  [
    '{ rule: a, reason: b }',
    'redocly.yaml:6: a suppression needs `until`, its last day, such as 2027-01-31.',
  ],
  ['{ rule: a, reason: b, until: soon }', /`until`, its last day, such as 2027-01-31\. Received: `soon`\.$/],
  ['{ rule: a, reason: b, until: 2027-02-30 }', /Received: `2027-02-30`\.$/],
  ['{ reason: b, until: 2027-01-31 }', /needs `finding`, the id of a finding, or `rule`\.$/],
  ['{ rule: a, reasons: b, until: 2027-01-31 }', /has no `reasons`\. Did you mean `reason`\?$/],
  ['all', 'redocly.yaml:6: a suppression must be an object.'],
])('rejects the suppression %s', (text, message) => {
  expect(() => read('      suppress:', `        - ${text}`)).toThrow(message)
})

test.each([
  ['      suppress: all', 'redocly.yaml:5: `suppress` must be a list.'],
  ['      severity: off', 'redocly.yaml:5: `severity` must be an object: a rule and its severity.'],
  [
    '      severity: { a: fatal }',
    'redocly.yaml:5: the severity of `a` must be one of error, warning, off. Received: `fatal`.',
  ],
])('rejects %s', (line, message) => {
  expect(() => read(line)).toThrow(message)
})
