import type { AddressInfo } from 'node:net'
import { admin, adminPath } from './admin.ts'
import { respond } from './respond.ts'
import type { FaultName } from './faults/fault.ts'
import { keysOf, type ApiName, type SandboxKeys } from './keys.ts'
import { leanrailsPaymentKinds } from './leanrails/payment-kinds.ts'
import { leanrailsRules } from './leanrails/rules.ts'
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
  /** Wrong behaviours to switch on; default none. */
  readonly faults?: readonly FaultName[]
  /** Requests per merchant and minute; default 1,500 at LeanRails, 6,000 at Stripe. */
  readonly rateLimit?: number
  /** How long an execution takes, in milliseconds, so that "still running" exists; default 3. */
  readonly latency?: number
  /** The clock, in milliseconds since 1970; default `Date.now`. */
  readonly now?: () => number
}

/** A running sandbox. */
export interface Sandbox {
  readonly api: ApiName
  /** Its address, such as `http://127.0.0.1:49152`. */
  readonly url: string
  readonly keys: SandboxKeys
  /** Answers what is under way, then closes every connection. */
  readonly close: () => Promise<void>
}

const rulesOf = { leanrails: leanrailsRules, stripe: stripeRules }
const paymentKindsOf = { leanrails: leanrailsPaymentKinds, stripe: stripePaymentKinds }
const rateLimits = { leanrails: 1500, stripe: 6000 }

/**
 * Starts a stateful server of an API, in memory: what it knows ends with it.
 *
 * @throws UnknownFaultError for a fault that the API's catalogue does not have.
 * @throws Error with `code` `EADDRINUSE` where the port is taken.
 */
export async function startSandbox(api: ApiName, options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', faults = [], latency = 3, now = Date.now } = options
  const state: State = {
    keys: keysOf(api),
    intents: new Map(),
    turns: new Map(),
    keyUses: new Map(),
    rate: createRate(options.rateLimit ?? rateLimits[api], now),
    now,
    latency,
  }
  const correct = rulesOf[api](state)
  const rules = rulesOf[api](state)
  if (faults.length > 0) {
    // Loaded only where it is used: a correct sandbox starts without it.
    const { installFaults } = await import('./faults/index.ts')
    installFaults(api, rules, state, faults)
  }

  let running = 0
  const server = createHttpServer({
    respond: async (request) => {
      running += 1
      try {
        if (request.path === adminPath || request.path.startsWith(`${adminPath}/`)) {
          return admin({ api, paymentKinds: paymentKindsOf[api], rules: correct, state }, request)
        }
        return await respond(rules, request)
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
