import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ours } from '../../scripts/bench-client/clients.ts'
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

describe.concurrent('on a server that misbehaves', () => {
  it.for(scripts.map((script, number) => [script.name, script, number] as const))(
    '%s',
    async ([, script, number]) => {
      const client = ours(server.url, { validate: script.name.includes('validate') })
      const id = `pi_${number}_ours`
      expect(await play(client, script, id, server)).toMatchObject({ right: true })
      expect(server.intent(id).cancellations).toBe(script.expected === 'success' ? 1 : 0)
    },
  )
})
