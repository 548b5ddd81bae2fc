import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ours, validating } from '../../scripts/bench-client/clients.ts'
import { misuse, misuses } from '../../scripts/bench-client/misuse.ts'
import { play } from '../../scripts/bench-client/outcome.ts'
import { scripts } from '../../scripts/bench-client/scripts.ts'
import { startMisbehaving } from '../../scripts/bench-client/server.ts'
import type { MisbehavingServer } from '../../scripts/bench-client/server.ts'

let server: MisbehavingServer
beforeAll(async () => {
  server = await startMisbehaving()
})
afterAll(() => {
  server.close()
})

// One after the other: each counts requests and warnings.
describe('with a program that', () => {
  it.for(misuses.map((each) => [each.name, each] as const))('has %s', async ([, each]) => {
    expect(await misuse(ours(), each, server)).toMatchObject({ right: true })
  })
})

describe.concurrent('on a server that misbehaves', () => {
  it.for(scripts.map((script, number) => [script.name, script, number] as const))(
    '%s',
    async ([, script, number]) => {
      const client = script.name.includes('validate') ? validating() : ours()
      const cancel = client.make({ baseUrl: server.url, apiKey: 'sk_test_bench' })
      const id = `pi_${number}_ours`
      expect(await play(cancel, script, id, server)).toMatchObject({ right: true })
      expect(server.intent(id).cancellations).toBe(script.expected === 'success' ? 1 : 0)
    },
  )
})
