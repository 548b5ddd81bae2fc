import { randomUUID } from 'node:crypto'
import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { createLeanRails, validate as validateLeanRails } from '../../generated/leanrails/client.ts'
import { createStripe, validate as validateStripe } from '../../generated/stripe/client.ts'
import type { Report } from '../../src/contract/index.ts'
import { readDescription } from '../../src/description/index.ts'
import { startProxy } from '../../src/proxy/index.ts'
import fixtures from '../../src/sandbox/fixtures.js'
import { startSandbox } from '../../src/sandbox/index.ts'
import type { ApiName, FaultName } from '../../src/sandbox/index.ts'
import { describeClient } from '../client/suite.ts'
import type { ClientTarget, Create } from '../client/suite.ts'

/** A sandbox, and a proxy before it. */
interface Pair extends ClientTarget {
  /** The address without the proxy. */
  readonly direct: string
  readonly report: () => Report
}

async function start(api: ApiName, faults: readonly FaultName[] = []): Promise<Pair> {
  const sandbox = await startSandbox(api, { faults })
  const description = await readDescription(process.cwd(), api)
  const proxy = await startProxy({ description, target: new URL(sandbox.url) })
  const apiKey = sandbox.keys.secret
  return {
    baseUrl: proxy.url,
    direct: sandbox.url,
    apiKey,
    fresh: async () =>
      (await fixtures.create('requires_capture', { baseUrl: sandbox.url, apiKey, fetch })) ?? {},
    missing: { [api === 'leanrails' ? 'id' : 'intent']: 'pi_missing' },
    report: () => proxy.report(),
    stop: async () => {
      await proxy.close()
      await sandbox.close()
    },
  }
}

const failed = ({ rules }: Report): string[] =>
  rules.flatMap(({ id, verdict }) => (verdict === 'failed' ? [id] : []))

/** What differs from one call to the next: identifiers, keys, addresses and times. */
const UNSTABLE: readonly [RegExp, string][] = [
  [/\b(pi|req|ch|in|pm|seti|cs)_\w+/g, '$1_…'],
  [/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g, 'key'],
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time'],
  [/\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT/g, 'time'],
  [/\b1[6-9]\d{8}\b/g, 'time'],
  [/127\.0\.0\.1:\d+/g, 'host'],
]

/** Returns a value without what differs from one call to the next. */
function stable(value: unknown): unknown {
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'number' && part > 1_600_000_000) return 'time'
    if (typeof part !== 'string') return part
    return UNSTABLE.reduce((before, [pattern, name]) => before.replaceAll(pattern, name), part)
  })
  return JSON.parse(text)
}

/** Returns the results or the errors of calls, one after the other. */
async function outcomesOf(calls: readonly (() => PromiseLike<unknown>)[]): Promise<unknown[]> {
  const outcomes: unknown[] = []
  for (const call of calls)
    outcomes.push(
      await call().then(
        (result) => stable({ result }),
        (error: unknown) =>
          stable(error instanceof Error ? { ...error, name: error.name, message: error.message } : error),
      ),
    )
  return outcomes
}

/** Calls a generated client in all ways that have different responses. */
const callGenerated =
  (create: Create) =>
  async ({ apiKey, fresh, missing }: Pair, baseUrl: string): Promise<unknown[]> => {
    const client = create({ apiKey, baseUrl })
    const path = await fresh()
    const idempotencyKey = randomUUID()
    const body = { cancellation_reason: 'duplicate' }
    return outcomesOf([
      () => client.cancelPaymentIntent({ ...path, body, idempotencyKey }),
      () => client.cancelPaymentIntent({ ...path, body, idempotencyKey }),
      () => client.cancelPaymentIntent({ ...path, idempotencyKey }),
      () => client.cancelPaymentIntent(path),
      () => client.cancelPaymentIntent(missing),
      () => create({ apiKey: 'sk_test_wrong', baseUrl }).cancelPaymentIntent(path),
    ])
  }

/** Calls the official package in all ways that have different responses. */
async function callStripe({ apiKey, fresh }: Pair, baseUrl: string): Promise<unknown[]> {
  const { hostname: host, port } = new URL(baseUrl)
  const connect = (key: string): Stripe =>
    new Stripe(key, { host, port, protocol: 'http', telemetry: false, maxNetworkRetries: 0 })
  const { paymentIntents } = connect(apiKey)
  const { intent = '' } = await fresh()
  const idempotencyKey = randomUUID()
  return outcomesOf([
    () => paymentIntents.cancel(intent, { cancellation_reason: 'duplicate' }, { idempotencyKey }),
    () => paymentIntents.cancel(intent, { cancellation_reason: 'duplicate' }, { idempotencyKey }),
    () => paymentIntents.cancel(intent, { expand: ['latest_charge'] }, { idempotencyKey }),
    () => paymentIntents.cancel(intent),
    () => paymentIntents.cancel('pi_missing'),
    () => connect('sk_test_wrong').paymentIntents.cancel(intent),
  ])
}

const leanrails = ((options) => createLeanRails({ ...options, validate: validateLeanRails })) as Create
const stripe = ((options) => createStripe({ ...options, validate: validateStripe })) as Create

describe.each([
  ['leanrails', leanrails],
  ['stripe', stripe],
] as const)('the proxy of %s', (api, create) => {
  let pair: Pair
  describeClient('the generated client, through the proxy', create, async () => (pair = await start(api)))

  it('finds nothing wrong with a correct server and a correct client', () => {
    const { findings, traffic, summary } = pair.report()
    expect(findings).toEqual([])
    expect(traffic?.client).toEqual([])
    expect(summary.exchanges).toBeGreaterThan(10)
  })
})

/** Faults, and the end of the name of a rule that each of them violates. */
const FAULTS: readonly [FaultName | undefined, string][] = [
  [undefined, ''],
  ['amount-as-string', 'mount/type'],
  ['currency-missing', 'schemas/PaymentIntent/required/currency'],
  ['canceled-at-iso', 'schemas/UnixTime/type'],
  ['status-stale', 'cancelPaymentIntent/lifecycle/to'],
  ['success-201', 'cancelPaymentIntent/responses'],
  ['body-truncated', 'cancelPaymentIntent/responses/200/application/json'],
  ['error-with-200', 'schemas/PaymentIntent/required/id'],
  ['content-type-missing', 'cancelPaymentIntent/responses/404/application/json'],
  ['idempotency-forgotten', 'cancelPaymentIntent/idempotency/replay'],
  ['reuse-ignores-body', 'cancelPaymentIntent/idempotency/mismatch/body'],
]

describe.each([
  ['the client of LeanRails', 'leanrails', callGenerated(leanrails)],
  ['the client of Stripe', 'stripe', callGenerated(stripe)],
  ['the official package', 'stripe', callStripe],
] as const)('%s', (_, api, call) => {
  it.each(FAULTS)('gets the same through the proxy, which finds the fault %s', async (fault, rule) => {
    const faults = fault === undefined ? [] : [fault]
    const [direct, proxied] = [await start(api, faults), await start(api, faults)]
    try {
      const expected = await call(direct, direct.direct)
      expect(await call(proxied, proxied.baseUrl)).toEqual(expected)
      const report = proxied.report()
      if (fault === undefined) expect(report.findings).toEqual([])
      else expect(failed(report)).toContainEqual(expect.stringMatching(`${rule}$`))
      expect(report.traffic?.client).toEqual([])
    } finally {
      await Promise.all([direct.stop(), proxied.stop()])
    }
  })
})
