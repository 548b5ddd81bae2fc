import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Script } from '../../../src/contract/repro/script.ts'

const resource = { id: 'a' }

test('describes a resource where it is first used, after the earlier requests on it', () => {
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

test('sends concurrent requests concurrently', async () => {
  const script = new Script()
  script.add(() => 'curl 1')
  script.describeResource(resource, 'On a fresh one.')
  const concurrent = await script.concurrently(async () => {
    await Promise.resolve()
    return ['x', 'y'].map((key) => script.add(() => `curl ${key}`, resource))
  })
  script.add(() => 'curl 2')
  expect(concurrent[1]?.()).toBe('# On a fresh one. One of several concurrent requests.\ncurl y')
  expect(script.last(2)).toBe(['# On a fresh one.', 'curl x &', 'curl y &', 'wait', 'curl 2'].join('\n'))
})

test('replaces the keys that were sent by fresh ones', async () => {
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
    'for i in 1 2; do',
    `  curl x -H "Idempotency-Key: ${fresh}" &`,
    'done',
    'wait',
  ])
  send(other)
  expect(script.last()).toMatch(/^KEY1=.*\nKEY2=.*\n/)
  expect(script.add(() => `curl x -H 'Idempotency-Key: short'`, {}, 'short')()).toContain(
    "'Idempotency-Key: short'",
  )
})

test('runs equal concurrent commands in a loop, in a real shell', async () => {
  const script = new Script()
  const command = "curl -X POST \\\n  -H 'A: b' \\\n  --data-raw 'c d'"
  await script.concurrently(() => Promise.resolve([1, 2, 3].map(() => script.add(() => command))))
  // One write for each call, so that the lines of concurrent calls do not mix.
  const curl = `curl() { printf '%s\\n' "$(printf '<%s>' "$@")"; }`
  const printed = execFileSync('bash', ['-c', `${curl}\n${script.last()}`], { encoding: 'utf8' })
  expect(printed).toBe('<-X><POST><-H><A: b><--data-raw><c d>\n'.repeat(3))
})
