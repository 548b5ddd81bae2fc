import { setTimeout as pause } from 'node:timers/promises'
import { Rejection } from '../rejection.ts'
import type { SandboxResponse } from '../response.ts'
import type { Call, Rules } from '../rules.ts'
import { ofKind, onlyAt, wrapExecution } from './tools.ts'

/** The pause between a check and the change, in milliseconds. */
const gap = 5

/** Executes a cancellation with a pause between the check of the status and the change. */
async function checkThenAct(rules: Rules, call: Call): Promise<SandboxResponse> {
  try {
    const intent = rules.find(call.caller, call.id)
    rules.allow(intent, call)
    await pause(gap)
    rules.cancel(intent, call)
    return rules.render(intent, call.parameters.expand)
  } catch (error) {
    if (error instanceof Rejection) return rules.reject(error, call.request)
    throw error
  }
}

/** Counts the calls in progress for each PaymentIntent. */
function createConcurrencyCounter(): {
  enter: (id: string) => number
  leave: (id: string) => void
  maximum: (id: string) => number
} {
  const current = new Map<string, number>()
  const maximum = new Map<string, number>()
  return {
    enter: (id) => {
      const count = (current.get(id) ?? 0) + 1
      current.set(id, count)
      maximum.set(id, Math.max(count, maximum.get(id) ?? 0))
      return count
    },
    leave: (id) => current.set(id, (current.get(id) ?? 1) - 1),
    maximum: (id) => maximum.get(id) ?? 0,
  }
}

const both = ofKind('race', [
  {
    name: 'race-check-then-act',
    description:
      'The status is checked five milliseconds before it changes: several concurrent requests cancel.',
    install: (rules) => {
      rules.execute = checkThenAct
    },
  },
  {
    name: 'race-in-one-state',
    description: 'In `requires_capture` only, the status is checked five milliseconds before it changes.',
    install: (rules, { intents }) => {
      const { execute } = rules
      rules.execute = (all, call) =>
        intents.get(call.id)?.status === 'requires_capture' ? checkThenAct(all, call) : execute(all, call)
    },
  },
  {
    name: 'race-key-check-then-take',
    description:
      'A key is looked up five milliseconds before it is reserved: two requests with it are executed.',
    install: (rules, state) => {
      const { executeOnce } = rules
      rules.executeOnce = async (all, call) => {
        const known = state.keyUses.has(all.keyScope(call, call.idempotencyKey ?? ''))
        if (known || call.idempotencyKey === undefined) return executeOnce(all, call)
        await pause(gap)
        const response = await all.execute(all, call)
        const use = { fingerprint: all.fingerprint(call), since: state.now(), response }
        if (all.stores(response)) state.keyUses.set(all.keyScope(call, call.idempotencyKey), use)
        return response
      }
    },
  },
  {
    name: 'race-key-other-path',
    description: 'While a request is in progress, the same key with another path is executed too.',
    install: (rules, { keyUses }) => {
      const { executeOnce } = rules
      const running = new Map<string, string>()
      rules.executeOnce = (all, call) => {
        if (call.idempotencyKey === undefined) return executeOnce(all, call)
        const scope = all.keyScope(call, call.idempotencyKey)
        const use = keyUses.get(scope)
        if (use === undefined) running.set(scope, call.id)
        const inFlight = use !== undefined && use.response === undefined
        return inFlight && running.get(scope) !== call.id ? all.execute(all, call) : executeOnce(all, call)
      }
    },
  },
  {
    name: 'race-key-of-two-accounts',
    description: 'While a request is in progress, its key is in use for every account.',
    install: (rules) => {
      const { executeOnce } = rules
      const running = new Map<string, string>()
      rules.executeOnce = async (all, call) => {
        const { idempotencyKey: key } = call
        if (key === undefined) return executeOnce(all, call)
        const merchant = running.get(key)
        if (merchant !== undefined && merchant !== call.caller.merchant) throw all.rejections.keyInUse()
        running.set(key, call.caller.merchant)
        try {
          await pause(gap)
          return await executeOnce(all, call)
        } finally {
          running.delete(key)
        }
      }
    },
  },
  {
    name: 'race-key-of-others',
    description:
      'Of concurrent cancellations of one PaymentIntent, the others get the error that their key is in use.',
    install: (rules) => {
      const { executeOnce } = rules
      const running = new Map<string, string | undefined>()
      rules.executeOnce = async (all, call) => {
        const isOther = running.has(call.id) && running.get(call.id) !== call.idempotencyKey
        if (isOther) throw all.rejections.keyInUse()
        running.set(call.id, call.idempotencyKey)
        try {
          await pause(gap)
          return await executeOnce(all, call)
        } finally {
          running.delete(call.id)
        }
      }
    },
  },
  {
    name: 'race-deadlock',
    description: 'Of concurrent cancellations of one PaymentIntent, all but the first return a 500.',
    install: (rules, state) => {
      const { enter, leave } = createConcurrencyCounter()
      wrapExecution(async (execute, { id, request }, all) => {
        const isConcurrent = enter(id) > 1
        try {
          return isConcurrent ? all.reject(all.rejections.internal(), request) : await execute()
        } finally {
          leave(id)
        }
      })(rules, state)
    },
  },
  {
    name: 'race-nobody-wins',
    description:
      'Of concurrent cancellations none succeeds, because each detects the others and is rejected.',
    install: (rules, state) => {
      const { enter, leave, maximum } = createConcurrencyCounter()
      const { allow } = rules
      rules.allow = (intent, call) => {
        if (maximum(intent.id) > 1) throw rules.rejections.unexpectedState(intent)
        allow(intent, call)
      }
      wrapExecution(async (execute, { id }) => {
        enter(id)
        await pause(gap)
        try {
          return await execute()
        } finally {
          leave(id)
        }
      })(rules, state)
    },
  },
  {
    name: 'race-rejection-as-success',
    description:
      'A request that waits for another one with its key gets the rejection of that one with a 200.',
    install: (rules) => {
      const { executeOnce } = rules
      const running = new Map<string, Promise<SandboxResponse>>()
      rules.executeOnce = async (all, call) => {
        const { idempotencyKey: key } = call
        if (key === undefined) return executeOnce(all, call)
        const scope = all.keyScope(call, key)
        const first = running.get(scope)
        if (first !== undefined) {
          const { status } = await first
          const response = await executeOnce(all, call)
          return status < 500 ? { ...response, status: 200 } : response
        }
        const execution = pause(gap).then(() => executeOnce(all, call))
        running.set(scope, execution)
        return execution.finally(() => running.delete(scope))
      }
    },
  },
  {
    name: 'race-responses-mixed-up',
    description:
      'Of concurrent cancellations of different PaymentIntents, each receives the response of the last.',
    install: (rules) => {
      // Each merchant's own: a response never crosses accounts.
      const last = new Map<string, string>()
      const { find } = rules
      rules.execute = async (all, call) => {
        try {
          // An unknown id has no response that another request could receive.
          const intent = find(call.caller, call.id)
          const owner = `${intent.merchant} ${intent.livemode}`
          last.set(owner, call.id)
          await pause(gap)
          all.allow(intent, call)
          all.cancel(intent, call)
          return all.render(find(call.caller, last.get(owner) ?? call.id), call.parameters.expand)
        } catch (error) {
          return all.reject(error instanceof Rejection ? error : all.rejections.internal(), call.request)
        }
      }
    },
  },
])

/** Faults that only concurrent requests show. */
export const raceFaults = [
  ...both,
  ...onlyAt(
    'stripe',
    ofKind('race', [
      {
        name: 'race-without-key',
        description: 'Without a key, the status is checked five milliseconds before it changes.',
        install: (rules) => {
          const { execute } = rules
          rules.execute = (all, call) =>
            call.idempotencyKey === undefined ? checkThenAct(all, call) : execute(all, call)
        },
      },
    ]),
  ),
]
