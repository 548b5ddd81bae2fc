import { setTimeout as pause } from 'node:timers/promises'
import { Rejection } from '../rejection.ts'
import type { SandboxResponse } from '../response.ts'
import type { Call, Rules } from '../rules.ts'
import { wrapExecution, ofKind } from './tools.ts'

/** How long the window between a check and its act is open, in milliseconds. */
const gap = 5

/** A cancellation with a pause between the look at the state and its change. */
async function lookThenAct(rules: Rules, call: Call): Promise<SandboxResponse> {
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

/** How many calls are under way for each PaymentIntent. */
function createConcurrencyCounter(): {
  enter: (id: string) => number
  leave: (id: string) => void
  maximum: (id: string) => number
} {
  const now = new Map<string, number>()
  const maximum = new Map<string, number>()
  return {
    enter: (id) => {
      const count = (now.get(id) ?? 0) + 1
      now.set(id, count)
      maximum.set(id, Math.max(count, maximum.get(id) ?? 0))
      return count
    },
    leave: (id) => now.set(id, (now.get(id) ?? 1) - 1),
    maximum: (id) => maximum.get(id) ?? 0,
  }
}

/** What happens only to several at once. */
export const raceFaults = ofKind('race', [
  {
    name: 'race-check-then-act',
    description:
      'Five milliseconds lie between the look at the status and its change: several cancel at once.',
    install: (rules) => {
      rules.execute = lookThenAct
    },
  },
  {
    name: 'race-in-one-state',
    description:
      'Only where a PaymentIntent is to be captured do five milliseconds lie between look and change.',
    install: (rules, { intents }) => {
      const { execute } = rules
      rules.execute = (all, call) =>
        intents.get(call.id)?.status === 'requires_capture' ? lookThenAct(all, call) : execute(all, call)
    },
  },
  {
    name: 'race-key-check-then-take',
    description: 'Five milliseconds lie between the look for a key and taking it: two with one key execute.',
    install: (rules, state) => {
      const { once } = rules
      rules.once = async (all, call) => {
        const known = state.keyUses.has(all.keyScope(call, call.idempotencyKey ?? ''))
        if (known || call.idempotencyKey === undefined) return once(all, call)
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
    description: 'While a request with a key runs, the same key with another path is executed too.',
    install: (rules, { keyUses }) => {
      const { once } = rules
      const running = new Map<string, string>()
      rules.once = (all, call) => {
        if (call.idempotencyKey === undefined) return once(all, call)
        const scope = all.keyScope(call, call.idempotencyKey)
        const use = keyUses.get(scope)
        if (use === undefined) running.set(scope, call.id)
        const inFlight = use !== undefined && use.response === undefined
        return inFlight && running.get(scope) !== call.id ? all.execute(all, call) : once(all, call)
      }
    },
  },
  {
    name: 'race-deadlock',
    description: 'A cancellation that meets another one on the same PaymentIntent gives a 500.',
    install: (rules, state) => {
      const { enter, leave } = createConcurrencyCounter()
      wrapExecution(async (execute, { id, request }, all) => {
        const met = enter(id) > 1
        try {
          return met ? all.reject(all.rejections.internal(), request) : await execute()
        } finally {
          leave(id)
        }
      })(rules, state)
    },
  },
  {
    name: 'race-nobody-wins',
    description: 'Of several cancellations at once none succeeds: each sees the other one and gives way.',
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
    name: 'race-responses-mixed-up',
    description:
      'Of several cancellations at once on different PaymentIntents, each gets the answer of the last.',
    install: (rules) => {
      let last = ''
      const { find } = rules
      rules.execute = async (all, call) => {
        last = call.id
        await pause(gap)
        try {
          const intent = find(call.caller, call.id)
          all.allow(intent, call)
          all.cancel(intent, call)
          return all.render(find(call.caller, last), call.parameters.expand)
        } catch (error) {
          return all.reject(error instanceof Rejection ? error : all.rejections.internal(), call.request)
        }
      }
    },
  },
])
