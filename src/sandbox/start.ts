import type { AddressInfo } from 'node:net'
import { admin, adminPath } from './admin.ts'
import { respond } from './respond.ts'
import type { FaultName } from './faults/fault.ts'
import { keysOf, type ApiName, type SandboxKeys } from './keys.ts'
import { leanrailsPaymentKinds } from './leanrails/payment-kinds.ts'
import { leanrailsRules } from './leanrails/rules.ts'
import { respondToPaymentCall } from './payment-calls.ts'
import { createRate } from './rate.ts'
import { createHttpServer } from './server.ts'
import type { State } from './state.ts'
import { stripePaymentKinds } from './stripe/payment-kinds.ts'
import { stripeRules } from './stripe/rules.ts'

export interface SandboxOptions {
  /** Default 0: any free port. */
  readonly port?: number
  /** Default 127.0.0.1. */
  readonly host?: string
  /** The faults to enable. Default: no faults. */
  readonly faults?: readonly FaultName[]
  /** Requests per merchant and minute. Default: 1,500 for LeanRails, 6,000 for Stripe. */
  readonly rateLimit?: number
  /** The duration of an execution in milliseconds, so that requests can be concurrent. Default: 3. */
  readonly latency?: number
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: () => number
}

/** A running sandbox. */
export interface Sandbox {
  readonly api: ApiName
  /** The address, such as `http://127.0.0.1:49152`. */
  readonly url: string
  readonly keys: SandboxKeys
  /** Waits for the requests in progress, then closes every connection. */
  readonly close: () => Promise<void>
}

const rulesOf = { leanrails: leanrailsRules, stripe: stripeRules }
const paymentKindsOf = { leanrails: leanrailsPaymentKinds, stripe: stripePaymentKinds }
const rateLimits = { leanrails: 1500, stripe: 6000 }

/**
 * Starts a stateful server of an API. Its data is in memory only.
 *
 * @throws UnknownFaultError for a fault that the API does not have.
 * @throws Error with `code` `EADDRINUSE` if the port is in use.
 */
export async function startSandbox(api: ApiName, options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', faults = [], latency = 3, now = Date.now } = options
  const state: State = {
    keys: keysOf(api),
    intents: new Map(),
    createdCounts: new Map(),
    keyUses: new Map(),
    rate: createRate(options.rateLimit ?? rateLimits[api], now),
    now,
    latency,
  }
  const correct = rulesOf[api](state)
  const rules = rulesOf[api](state)
  if (faults.length > 0) {
    // Imported only if needed, so that a sandbox without faults starts faster.
    const { installFaults } = await import('./faults/index.ts')
    installFaults(api, rules, state, faults)
  }

  let running = 0
  const server = createHttpServer({
    begin: (head) => rules.begin(head),
    respond: async (request) => {
      running += 1
      try {
        if (request.path === adminPath || request.path.startsWith(`${adminPath}/`)) {
          return admin({ api, paymentKinds: paymentKindsOf[api], rules: correct, state }, request)
        }
        const payment = await respondToPaymentCall({ api, rules: correct, state }, request)
        return payment ?? (await respond(rules, request))
      } finally {
        running -= 1
      }
    },
    badHttp: (message) =>
      rules.finish(rules.reject(rules.rejections.badHttp(message), undefined), undefined, undefined),
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address() as AddressInfo
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return {
    api,
    url: `http://${name}:${address.port}`,
    keys: state.keys,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        const closeIdle = (): void => {
          if (running === 0) server.closeAllConnections()
          else setTimeout(closeIdle, 5)
        }
        setImmediate(closeIdle)
      }),
  }
}
