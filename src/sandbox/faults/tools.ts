import type { ApiName } from '../keys.ts'
import { Refusal, type ErrorBody } from '../refusal.ts'
import type { Reply } from '../reply.ts'
import type { Received } from '../request.ts'
import type { Call, Rules } from '../rules.ts'
import type { Fault, FaultKind } from './fault.ts'

/** A body in JSON, to be spoilt. */
export type Body = Record<string, unknown>

type Install = Fault['install']

/** The faults of one kind. */
export function ofKind(kind: FaultKind, faults: readonly Omit<Fault, 'kind'>[]): readonly Fault[] {
  return faults.map((fault) => ({ ...fault, kind }))
}

/** Faults that only one of the APIs can have. */
export function onlyAt(api: ApiName, faults: readonly Fault[]): readonly Fault[] {
  return faults.map((fault) => ({ ...fault, only: api }))
}

/** Spoils the PaymentIntent of a 200: changes it, or returns something else to be sent. */
export function shown(spoil: (body: Body) => unknown): Install {
  return (rules) => {
    const { render } = rules
    rules.render = (intent, expand) => {
      const reply = render(intent, expand)
      const body = JSON.parse(reply.body.toString()) as Body
      return { ...reply, body: JSON.stringify(spoil(body) ?? body) }
    }
  }
}

/** One field of the PaymentIntent with another value. */
export function field(name: string, change: (value: unknown, body: Body) => unknown): Install {
  return shown((body) => {
    body[name] = change(body[name], body)
  })
}

/** The PaymentIntent without a field. */
export function without(name: string): Install {
  return shown((body) => {
    Reflect.deleteProperty(body, name)
  })
}

/** Which refusals a fault spoils. */
export type Which = (refusal: Refusal) => boolean

/** The refusals that faults tell apart, in either API. */
export const which = {
  every: () => true,
  unauthorized: ({ status }) => status === 401,
  notFound: ({ status, error }) => status === 404 && error.param !== undefined,
  unknownRoute: ({ status, error }) => status === 404 && error.param === undefined,
  wrongMethod: ({ status }) => status === 405,
  inUse: ({ status }) => status === 409,
  reused: ({ status, error }) => status === 422 || (status === 400 && error.type === 'idempotency_error'),
  unexpectedState: ({ error }) => error.code === 'payment_intent_unexpected_state',
  alreadyCanceled: ({ error }) =>
    error.code === 'payment_intent_unexpected_state' &&
    /already canceled|status of canceled/.test(error.message),
  alreadySucceeded: ({ error }) =>
    error.code === 'payment_intent_unexpected_state' && /succeeded\.|status of succeeded/.test(error.message),
  missingKey: ({ error }) => error.code === 'parameter_missing',
  unknownParameter: ({ error }) => error.code === 'parameter_unknown',
  wrongReason: ({ status, error }) => status === 400 && error.param === 'cancellation_reason',
} as const satisfies Record<string, Which>

/** Refusals with another status. */
export function restatus(matches: Which, status: number): Install {
  return refused(matches, ({ error, headers }) => new Refusal(status, error, headers))
}

/** Refusals whose error says something else; an `undefined` field is left out. */
export function reword(matches: Which, changes: Body | ((error: ErrorBody) => Body)): Install {
  return refused(matches, ({ status, error, headers }) => {
    const changed = { ...error, ...(typeof changes === 'function' ? changes(error) : changes) }
    return new Refusal(status, changed, headers)
  })
}

/** Refusals that become other ones. */
export function refused(matches: Which, spoil: (refusal: Refusal, request?: Received) => Refusal): Install {
  return (rules) => {
    const { refuse } = rules
    rules.refuse = (refusal, request) => refuse(matches(refusal) ? spoil(refusal, request) : refusal, request)
  }
}

/** Answers that become other ones on their way out. */
export function sent(
  matches: (reply: Reply) => boolean,
  spoil: (reply: Reply, request?: Received) => Reply,
): Install {
  return (rules) => {
    const { finish } = rules
    rules.finish = (reply, request, caller) => {
      const whole = finish(reply, request, caller)
      return matches(whole) ? spoil(whole, request) : whole
    }
  }
}

export const isError = ({ status }: Reply): boolean => status >= 400
export const isSuccess = ({ status }: Reply): boolean => status < 400

/** An answer with one header more, or another value for it. */
export function setHeader(reply: Reply, name: string, value: string): Reply {
  return { ...reply, headers: { ...reply.headers, [name]: value } }
}

/** An answer without a header. */
export function dropHeader(reply: Reply, name: string): Reply {
  return {
    ...reply,
    headers: Object.fromEntries(Object.entries(reply.headers).filter(([key]) => key !== name)),
  }
}

/** Requests that the API sees in another way than they were sent. */
export function seen(change: (request: Received) => Received): Install {
  return (rules) => {
    const { receive } = rules
    rules.receive = (request) => change(receive(request))
  }
}

/** A 500 for requests that somebody did not think of. */
export function crashesOn(matches: (request: Received) => boolean): Install {
  return seen((request) => {
    if (matches(request)) crash()
    return request
  })
}

/** What an unhandled case comes to. */
export function crash(): never {
  throw new TypeError("Cannot read properties of undefined (reading 'id')")
}

/** A key, before it is judged, becomes another one. */
export function scoped(change: (key: string) => string): Install {
  return (rules) => {
    const { keyScope } = rules
    rules.keyScope = (call, key) => keyScope(call, change(key))
  }
}

/** What the execution of a call is surrounded with. */
export function executed(
  around: (execute: () => Promise<Reply>, call: Call, rules: Rules) => Promise<Reply>,
): Install {
  return (rules) => {
    const { execute } = rules
    rules.execute = (all, call) => around(() => execute(all, call), call, all)
  }
}

/** The reply with its JSON changed. */
export function editJson(reply: Reply, spoil: (body: Body) => unknown): Reply {
  const body = JSON.parse(reply.body.toString()) as Body
  return { ...reply, body: JSON.stringify(spoil(body) ?? body) }
}
