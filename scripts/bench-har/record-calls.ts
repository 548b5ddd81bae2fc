import { randomUUID } from 'node:crypto'
import { readDescription } from '../../src/description/index.ts'
import { startProxy } from '../../src/proxy/index.ts'
import fixtures from '../../src/sandbox/fixtures.js'
import { startSandbox } from '../../src/sandbox/index.ts'
import type { FaultName } from '../../src/sandbox/index.ts'

const STATES = ['requires_payment_method', 'requires_capture', 'processing', 'succeeded', 'canceled']

interface Call {
  readonly id: string
  readonly key?: string
  readonly apiKey?: string
  readonly body?: object
}

/** Records what a client sends in a day: cancellations in each state, replays and mistakes. @param file the HAR file */
export async function recordCalls(file: string, fault: FaultName | undefined): Promise<void> {
  const sandbox = await startSandbox('leanrails', { faults: fault === undefined ? [] : [fault] })
  const description = await readDescription(process.cwd(), 'leanrails')
  const proxy = await startProxy({ description, target: new URL(sandbox.url), har: file })
  const { secret } = sandbox.keys
  const send = async ({ id, key = randomUUID(), apiKey = secret, body }: Call): Promise<void> => {
    const response = await fetch(`${proxy.url}/v1/payment_intents/${id}/cancel`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`,
        'Idempotency-Key': key,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    await response.arrayBuffer().catch(() => undefined)
  }
  const create = async (state: string): Promise<string> =>
    (await fixtures.create(state, { baseUrl: sandbox.url, apiKey: secret, fetch }))?.['id'] ?? ''
  try {
    for (const state of STATES) {
      const call = {
        id: await create(state),
        key: randomUUID(),
        body: { cancellation_reason: 'Ordered twice' },
      }
      await send(call)
      await send(call)
      await send({ ...call, body: { cancellation_reason: 'Out of stock' } })
      await send({ id: call.id })
    }
    for (const reason of ['', '  Ordered twice ', 'ä€😀', 'x'.repeat(2000), '2026-01-01'])
      await send({ id: await create('requires_capture'), body: { cancellation_reason: reason } })
    await send({ id: 'pi_unknown' })
    await send({ id: await create('requires_capture'), apiKey: 'sk_test_wrong' })
    await send({ id: await create('requires_capture'), body: { cancellation_reason: 1 } })
  } finally {
    await proxy.close()
    await sandbox.close()
  }
}
