import { setTimeout as pause } from 'node:timers/promises'
import { Rejection } from '../rejection.ts'
import { header, type ReceivedRequest } from '../request.ts'
import type { Call, Rules } from '../rules.ts'
import type { State } from '../state.ts'
import type { Fault } from './fault.ts'
import { ofKind, wrapExecution } from './tools.ts'

/** The pause between two steps of an execution, in milliseconds. */
const gap = 5

/** A body that takes longer to arrive came in parts, in milliseconds. */
const slow = 15

/** What was known of a request when its headers had arrived. It is found by the headers, which stay the same. */
class Heads<Value> {
  private readonly known = new WeakMap<object, { readonly value: Value; readonly at: number }>()

  add(request: ReceivedRequest, value: Value): void {
    this.known.set(request.headers, { value, at: performance.now() })
  }

  get(request: ReceivedRequest, { onlySlow = false } = {}): Value | undefined {
    const head = this.known.get(request.headers)
    return head === undefined || (onlySlow && performance.now() - head.at < slow) ? undefined : head.value
  }
}

/** Returns whether a request has a body. Without one, all is read at once. */
function hasBody(request: ReceivedRequest): boolean {
  return Number(header(request, 'content-length')[0] ?? 0) > 0
}

/** Calls `begin` for requests with a body when their headers have arrived. */
function onHead(rules: Rules, begin: (request: ReceivedRequest, id: string) => void): void {
  const { begin: original, route } = rules
  rules.begin = (request) => {
    original(request)
    if (!hasBody(request)) return
    try {
      begin(request, route(request))
    } catch {
      // The complete request is rejected later.
    }
  }
}

/** Reads the status when the headers have arrived, and checks it when the body has. */
function readsStateEarly(options: { onlySlow?: boolean }): Fault['install'] {
  return (rules, { intents }) => {
    const heads = new Heads<Parameters<Rules['allow']>[0]['status']>()
    onHead(rules, (request, id) => {
      const status = intents.get(id)?.status
      if (status !== undefined) heads.add(request, status)
    })
    const { allow } = rules
    rules.allow = (intent, call) => {
      const { status } = intent
      intent.status = heads.get(call.request, options) ?? status
      try {
        allow(intent, call)
      } finally {
        intent.status = status
      }
    }
  }
}

/** Looks a key up when the headers have arrived, and reserves it when the body has. */
function readsKeyEarly(options: { onlySlow?: boolean }): Fault['install'] {
  return (rules, { keyUses }: State) => {
    const heads = new Heads<boolean>()
    const isKnown = (request: ReceivedRequest): boolean =>
      [...keyUses.keys()].some((scope) =>
        scope.endsWith(JSON.stringify(header(request, 'idempotency-key')[0]) + ']'),
      )
    onHead(rules, (request) => heads.add(request, isKnown(request)))
    const { executeOnce } = rules
    rules.executeOnce = (all, call) =>
      heads.get(call.request, options) === false && keyUses.has(all.keyScope(call, call.idempotencyKey ?? ''))
        ? all.execute(all, call)
        : executeOnce(all, call)
  }
}

/** Counts the requests for each PaymentIntent between their headers and their responses. */
function countsOpen(
  rules: Rules,
  check: (open: { readonly isFirst: boolean; readonly wasShared: boolean }, call: Call) => void,
): void {
  const open = new Map<string, Set<object>>()
  const later = new WeakSet<object>()
  const shared = new WeakSet<object>()
  onHead(rules, (request, id) => {
    const others = open.get(id) ?? new Set()
    if (others.size > 0) later.add(request.headers)
    open.set(id, others.add(request.headers))
    if (others.size > 1) for (const headers of others) shared.add(headers)
  })
  const { allow, finish } = rules
  rules.allow = (intent, call) => {
    const { headers } = call.request
    check({ isFirst: !later.has(headers), wasShared: shared.has(headers) }, call)
    allow(intent, call)
  }
  rules.finish = (response, request, caller) => {
    for (const requests of open.values()) if (request !== undefined) requests.delete(request.headers)
    return finish(response, request, caller)
  }
}

/** Writes the reason before it checks the status, and renders the PaymentIntent a little later. */
async function writesReasonFirst(rules: Rules, call: Call): Promise<ReturnType<Rules['render']>> {
  try {
    const intent = rules.find(call.caller, call.id)
    const { reason } = call.parameters
    if (reason !== undefined) intent.cancellationReason = reason
    rules.allow(intent, call)
    rules.cancel(intent, call)
    await pause(gap)
    return rules.render(intent, call.parameters.expand)
  } catch (error) {
    return rules.reject(error instanceof Rejection ? error : rules.rejections.internal(), call.request)
  }
}

/** Faults that only concurrent requests with bodies show. */
export const raceBodyFaults = ofKind('race', [
  {
    name: 'race-state-read-before-body',
    description: 'The status is read when the headers have arrived, and checked when the body has.',
    install: readsStateEarly({}),
  },
  {
    name: 'race-state-read-before-slow-body',
    description: 'If the body arrives in parts, the status is read before it, and checked after it.',
    install: readsStateEarly({ onlySlow: true }),
  },
  {
    name: 'race-key-read-before-body',
    description: 'A key is looked up when the headers have arrived, and reserved when the body has.',
    install: readsKeyEarly({}),
  },
  {
    name: 'race-key-read-before-slow-body',
    description: 'If the body arrives in parts, the key is looked up before it, and reserved after it.',
    install: readsKeyEarly({ onlySlow: true }),
  },
  {
    name: 'race-lock-while-reading',
    description: 'A lock is taken before the body is read. A request that meets it causes a 500.',
    install: (rules) => {
      countsOpen(rules, ({ isFirst }) => {
        if (!isFirst) throw rules.rejections.internal()
      })
    },
  },
  {
    name: 'race-bodies-nobody-wins',
    description: 'Of requests whose bodies are read at the same time none succeeds.',
    install: (rules, state) => {
      countsOpen(rules, ({ wasShared }, call) => {
        const intent = state.intents.get(call.id)
        if (wasShared && intent !== undefined) throw rules.rejections.unexpectedState(intent)
      })
    },
  },
  {
    name: 'race-loser-writes-reason',
    description: 'The reason is stored before the status is checked, so that of a rejected request wins.',
    install: (rules) => {
      rules.execute = writesReasonFirst
    },
  },
  {
    name: 'race-body-of-the-first',
    description: 'Concurrent requests with one key are not compared: all receive the response of the first.',
    install: (rules, { keyUses }) => {
      const { executeOnce } = rules
      const running = new Map<string, string>()
      rules.executeOnce = async (all, call) => {
        const scope = all.keyScope(call, call.idempotencyKey ?? '')
        const use = keyUses.get(scope)
        if (use === undefined) running.set(scope, call.id)
        const isInProgress = use !== undefined && use.response === undefined
        if (!isInProgress || running.get(scope) !== call.id) return executeOnce(all, call)
        while (use.response === undefined && keyUses.size > 0) await pause(1)
        return all.replay(use.response ?? all.reject(all.rejections.keyInUse(), call.request), call)
      }
    },
  },
  {
    name: 'race-slow-bodies-mixed-up',
    description: 'Of bodies that arrive in parts at the same time, the last has the content of the first.',
    install: (rules) => {
      const heads = new Heads<number>()
      let first: { readonly body: Buffer; readonly at: number } | undefined
      onHead(rules, (request) => heads.add(request, performance.now()))
      const { receive } = rules
      rules.receive = (given) => {
        const request = receive(given)
        const startedAt = heads.get(request, { onlySlow: true })
        if (startedAt === undefined) return request
        if (first !== undefined && startedAt < first.at) return { ...request, body: first.body }
        first = { body: request.body, at: performance.now() }
        return request
      }
    },
  },
  {
    name: 'race-key-kept-while-parsing',
    description: 'With a body, a key is looked up five milliseconds before it is reserved.',
    install: (rules, state) => {
      const { executeOnce } = rules
      rules.executeOnce = async (all, call) => {
        const scope = all.keyScope(call, call.idempotencyKey ?? '')
        if (call.request.body.length === 0 || state.keyUses.has(scope)) return executeOnce(all, call)
        await pause(gap)
        return state.keyUses.has(scope) ? all.execute(all, call) : executeOnce(all, call)
      }
    },
  },
  {
    name: 'race-with-a-body',
    description: 'With a body only, the status is checked five milliseconds before it changes.',
    install: wrapExecution(async (execute, call, rules) => {
      if (call.request.body.length === 0) return execute()
      try {
        const intent = rules.find(call.caller, call.id)
        rules.allow(intent, call)
        await pause(gap)
        rules.cancel(intent, call)
        return rules.render(intent, call.parameters.expand)
      } catch (error) {
        return rules.reject(error instanceof Rejection ? error : rules.rejections.internal(), call.request)
      }
    }),
  },
])
