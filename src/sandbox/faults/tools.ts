import type { ApiName } from '../keys.ts'
import { Rejection, type ErrorBody } from '../rejection.ts'
import type { SandboxResponse } from '../response.ts'
import type { ReceivedRequest } from '../request.ts'
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
export function editSuccess(edit: (body: Body) => unknown): Install {
  return (rules) => {
    const { render } = rules
    rules.render = (intent, expand) => {
      const response = render(intent, expand)
      const body = JSON.parse(response.body.toString()) as Body
      return { ...response, body: JSON.stringify(edit(body) ?? body) }
    }
  }
}

/** One field of the PaymentIntent with another value. */
export function editField(name: string, change: (value: unknown, body: Body) => unknown): Install {
  return editSuccess((body) => {
    body[name] = change(body[name], body)
  })
}

/** The PaymentIntent without a field. */
export function omitField(name: string): Install {
  return editSuccess((body) => {
    Reflect.deleteProperty(body, name)
  })
}

/** Which refusals a fault spoils. */
export type RejectionFilter = (rejection: Rejection) => boolean

/** The refusals that faults tell apart, in either API. */
export const rejectionFilters = {
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
} as const satisfies Record<string, RejectionFilter>

/** Refusals with another status. */
export function changeStatus(matches: RejectionFilter, status: number): Install {
  return editRejection(matches, ({ error, headers }) => new Rejection(status, error, headers))
}

/** Refusals whose error says something else; an `undefined` field is left out. */
export function changeError(matches: RejectionFilter, changes: Body | ((error: ErrorBody) => Body)): Install {
  return editRejection(matches, ({ status, error, headers }) => {
    const changed = { ...error, ...(typeof changes === 'function' ? changes(error) : changes) }
    return new Rejection(status, changed, headers)
  })
}

/** Refusals that become other ones. */
export function editRejection(
  matches: RejectionFilter,
  edit: (rejection: Rejection, request?: ReceivedRequest) => Rejection,
): Install {
  return (rules) => {
    const { reject } = rules
    rules.reject = (rejection, request) =>
      reject(matches(rejection) ? edit(rejection, request) : rejection, request)
  }
}

/** Answers that become other ones on their way out. */
export function editResponse(
  matches: (response: SandboxResponse) => boolean,
  edit: (response: SandboxResponse, request?: ReceivedRequest) => SandboxResponse,
): Install {
  return (rules) => {
    const { finish } = rules
    rules.finish = (response, request, caller) => {
      const finished = finish(response, request, caller)
      return matches(finished) ? edit(finished, request) : finished
    }
  }
}

export const isError = ({ status }: SandboxResponse): boolean => status >= 400
export const isSuccess = ({ status }: SandboxResponse): boolean => status < 400

/** An answer with one header more, or another value for it. */
export function setHeader(response: SandboxResponse, name: string, value: string): SandboxResponse {
  return { ...response, headers: { ...response.headers, [name]: value } }
}

/** An answer without a header. */
export function dropHeader(response: SandboxResponse, name: string): SandboxResponse {
  return {
    ...response,
    headers: Object.fromEntries(Object.entries(response.headers).filter(([key]) => key !== name)),
  }
}

/** Requests that the API sees in another way than they were sent. */
export function editRequest(change: (request: ReceivedRequest) => ReceivedRequest): Install {
  return (rules) => {
    const { receive } = rules
    rules.receive = (request) => change(receive(request))
  }
}

/** A 500 for requests that somebody did not think of. */
export function crashesOn(matches: (request: ReceivedRequest) => boolean): Install {
  return editRequest((request) => {
    if (matches(request)) crash()
    return request
  })
}

/** What an unhandled case comes to. */
export function crash(): never {
  throw new TypeError("Cannot read properties of undefined (reading 'id')")
}

/** A key, before it is judged, becomes another one. */
export function editKeyScope(change: (key: string) => string): Install {
  return (rules) => {
    const { keyScope } = rules
    rules.keyScope = (call, key) => keyScope(call, change(key))
  }
}

/** What the execution of a call is surrounded with. */
export function wrapExecution(
  around: (execute: () => Promise<SandboxResponse>, call: Call, rules: Rules) => Promise<SandboxResponse>,
): Install {
  return (rules) => {
    const { execute } = rules
    rules.execute = (all, call) => around(() => execute(all, call), call, all)
  }
}

/** The reply with its JSON changed. */
export function editJson(response: SandboxResponse, edit: (body: Body) => unknown): SandboxResponse {
  const body = JSON.parse(response.body.toString()) as Body
  return { ...response, body: JSON.stringify(edit(body) ?? body) }
}
