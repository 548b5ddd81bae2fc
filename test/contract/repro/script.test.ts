import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Script } from '../../../src/contract/repro/script.ts'

const resource = { id: 'a' }

test('says what a resource is where it is first used, and tells what went before on it', () => {
  const script = new Script()
  script.describeResource(resource, 'On a\nfresh one.')
  script.addRemark('This succeeds.')
  expect(script.add(() => 'curl 1', resource)()).toBe('# On a fresh one. This succeeds.\ncurl 1')
  expect(script.add(() => 'curl 2')()).toBe('curl 2')
  expect(script.add(() => 'curl 3', resource)()).toBe(
    '# On a fresh one. This succeeds.\ncurl 1\ncurl 2\ncurl 3',
  )
  expect(script.last(1)).toBe('# On a fresh one.\ncurl 3')
  script.restart()
  expect(script.last()).toBe('')
  expect(script.add(() => 'curl 4', resource)()).toBe('# On a fresh one.\ncurl 4')
})

test('sends at once what went out at once', async () => {
  const script = new Script()
  script.add(() => 'curl 1')
  script.describeResource(resource, 'On a fresh one.')
  const concurrent = await script.concurrently(async () => {
    await Promise.resolve()
    return ['x', 'y'].map((key) => script.add(() => `curl ${key}`, resource))
  })
  script.add(() => 'curl 2')
  expect(concurrent[1]?.()).toBe('# On a fresh one. One of several at once.\ncurl y')
  expect(script.last(2)).toBe(
    ['# On a fresh one.', 'for each in x y; do', 'curl "$each" &', 'done; wait', 'curl 2'].join('\n'),
  )
})

test('makes keys anew: those that were sent have been used', async () => {
  const script = new Script()
  const [one, other] = [randomUUID(), randomUUID()]
  const send = (key: string) => script.add(() => `curl x -H 'Idempotency-Key: ${key}'`, {}, key)()
  const fresh = '$(uuidgen 2>/dev/null || cat /proc/sys/kernel/random/uuid)'
  expect(send(one)).toBe(`curl x -H "Idempotency-Key: ${fresh}"`)
  send(one)
  await script.concurrently(() => Promise.resolve([other, randomUUID()].map(send)))
  expect(script.last().split('\n')).toEqual([
    `KEY=${fresh}`,
    'curl x -H "Idempotency-Key: $KEY"',
    'curl x -H "Idempotency-Key: $KEY"',
    'for each in 1 2; do',
    `curl x -H "Idempotency-Key: ${fresh}" &`,
    'done; wait',
  ])
  send(other)
  expect(script.last()).toMatch(/^KEY1=.*\nKEY2=.*\n/)
  expect(script.add(() => `curl x -H 'Idempotency-Key: short'`, {}, 'short')()).toContain(
    "'Idempotency-Key: short'",
  )
})
