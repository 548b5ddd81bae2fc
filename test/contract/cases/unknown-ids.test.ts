import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { failedRules, testSandbox } from '../support/proxy.ts'
import type { ProxyBehavior } from '../support/proxy.ts'

/** Looks an id up before it looks at the key, so that the key of an unknown id stays free. */
const freesUnknownIds: ProxyBehavior = async (request, pass) => {
  const [, id] = /^\/v1\/payment_intents\/([^/?]+)\/cancel$/.exec(request.url) ?? []
  if (id === undefined) return pass()
  const found = await pass({ method: 'GET', url: `/_sandbox/payment_intents/${id}`, body: Buffer.alloc(0) })
  if (found.status !== 404) return pass()
  const headers = request.headers.map(([name, value]): readonly [string, string] => [
    name,
    /^idempotency-key$/i.test(name) && value.length > 1 && value.length < 256 ? randomUUID() : value,
  ])
  return pass({ headers })
}

test.each(['leanrails', 'stripe'] as const)(
  'the key of an unknown id may stay free in %s, because the description leaves that open',
  async (api) => {
    const report = await testSandbox({ api, behavior: freesUnknownIds, only: ['idempotency'] })
    expect(failedRules(report)).toEqual([])
  },
)
