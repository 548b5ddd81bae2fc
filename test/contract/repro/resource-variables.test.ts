import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import {
  assignment,
  ResourceVariables,
  withVariables,
} from '../../../src/contract/repro/resource-variables.ts'

const run = promisify(execFile)

function variables(...resources: readonly Record<string, string>[]): ResourceVariables {
  const made = new ResourceVariables()
  for (const resource of resources) made.add(resource, 'a fresh one in open')
  return made
}

test.each([
  ['http://127.0.0.1/orders/order_1/close', 'http://127.0.0.1/orders/"$ID"/close'],
  ["'http://127.0.0.1/orders/order_1?a=b'", `'http://127.0.0.1/orders/'"$ID"'?a=b'`],
  ['"http://127.0.0.1/order_1x"', '"http://127.0.0.1/${ID}x"'],
  [`$'\\x41order_1'`, `$'\\x41'"$ID"$''`],
  [`'it'\\''s order_1'`, `'it'\\''s '"$ID"''`],
])('replaces an id in %s, whatever the quotes', async (given, expected) => {
  const replaced = withVariables(given, variables({ id: 'order_1' }).usedIn([given]))
  expect(replaced).toBe(expected)
  const print = async (word: string) => (await run('bash', ['-c', `ID=order_1; printf %s ${word}`])).stdout
  expect(await print(replaced)).toBe(await print(given))
})

const assignments = (made: ResourceVariables, command: string): string[] =>
  made.usedIn([command]).map(assignment)

test('assigns only what a command uses, with what is needed', () => {
  const made = variables({ id: 'order_1' }, { id: 'order_2' }, { id: 'order_3' })
  expect(assignments(made, 'curl http://127.0.0.1/order_2')).toEqual(['ID=order_2 # a fresh one in open'])
  expect(assignments(made, 'curl order_2 order_3')).toEqual([
    'ID=order_2 # a fresh one in open',
    'ID2=order_3 # a fresh one in open',
  ])
})

test('keeps a short id, which may occur anywhere, and takes no variable of the shell', () => {
  expect(assignments(variables({ id: '1' }), 'curl http://127.0.0.1/1')).toEqual([])
  expect(assignments(variables({ path: 'order_1' }), 'curl order_1')).toEqual([
    'RESOURCE_PATH=order_1 # a fresh one in open',
  ])
})
