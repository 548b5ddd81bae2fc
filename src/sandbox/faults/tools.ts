import type { ApiName } from '../keys.ts'
import { Rejection, type ErrorBody } from '../rejection.ts'
import type { SandboxResponse } from '../response.ts'
import type { ReceivedRequest } from '../request.ts'
import type { Call, Rules } from '../rules.ts'
import type { Fault, FaultKind } from './fault.ts'

/** A JSON body. */
export type Body = Record<string, unknown>

type Install = Fault['install']

/** Sets the kind of faults. */
export function ofKind(kind: FaultKind, faults: readonly Omit<Fault, 'kind'>[]): readonly Fault[] {
  return faults.map((fault) => ({ ...fault, kind }))
}

/** Restricts faults to one API. */
export function onlyAt(api: ApiName, faults: readonly Fault[]): readonly Fault[] {
  return faults.map((fault) => ({ ...fault, only: api }))
}

/** Changes the PaymentIntent of a 200. `edit` changes it in place or returns a replacement. */
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

/** Changes one field of the PaymentIntent. */
export function editField(name: string, change: (value: unknown, body: Body) => unknown): Install {
  return editSuccess((body) => {
    body[name] = change(body[name], body)
  })
}

/** Removes a field of the PaymentIntent. */
export function omitField(name: string): Install {
  return editSuccess((body) => {
    Reflect.deleteProperty(body, name)
  })
}

/** Selects the rejections that a fault changes. */
export type RejectionFilter = (rejection: Rejection) => boolean

/** The filters of rejections. They work for both APIs. */
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

/** Changes the status code of rejections. */
export function changeStatus(matches: RejectionFilter, status: number): Install {
  return editRejection(matches, ({ error, headers }) => new Rejection(status, error, headers))
}

/** Changes fields of the error of rejections. A field that is `undefined` is removed. */
export function changeError(matches: RejectionFilter, changes: Body | ((error: ErrorBody) => Body)): Install {
  return editRejection(matches, ({ status, error, headers }) => {
    const changed = { ...error, ...(typeof changes === 'function' ? changes(error) : changes) }
    return new Rejection(status, changed, headers)
  })
}

/** Replaces rejections. */
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

/** Replaces responses before they are sent. */
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

/** Returns the response with a header added or replaced. */
export function setHeader(response: SandboxResponse, name: string, value: string): SandboxResponse {
  return { ...response, headers: { ...response.headers, [name]: value } }
}

/** Returns the response without a header. */
export function dropHeader(response: SandboxResponse, name: string): SandboxResponse {
  return {
    ...response,
    headers: Object.fromEntries(Object.entries(response.headers).filter(([key]) => key !== name)),
  }
}

/** Changes requests before the rules see them. */
export function editRequest(change: (request: ReceivedRequest) => ReceivedRequest): Install {
  return (rules) => {
    const { receive } = rules
    rules.receive = (request) => change(receive(request))
  }
}

/** Returns a 500 for some requests. */
export function crashesOn(matches: (request: ReceivedRequest) => boolean): Install {
  return editRequest((request) => {
    if (matches(request)) crash()
    return request
  })
}

/** Throws an unexpected error. */
export function crash(): never {
  throw new TypeError("Cannot read properties of undefined (reading 'id')")
}

/** Changes an idempotency key before it is looked up. */
export function editKeyScope(change: (key: string) => string): Install {
  return (rules) => {
    const { keyScope } = rules
    rules.keyScope = (call, key) => keyScope(call, change(key))
  }
}

/** Wraps the execution of a call. */
export function wrapExecution(
  wrap: (execute: () => Promise<SandboxResponse>, call: Call, rules: Rules) => Promise<SandboxResponse>,
): Install {
  return (rules) => {
    const { execute } = rules
    rules.execute = (all, call) => wrap(() => execute(all, call), call, all)
  }
}

/** Returns the response with a changed JSON body. */
export function editJson(response: SandboxResponse, edit: (body: Body) => unknown): SandboxResponse {
  const body = JSON.parse(response.body.toString()) as Body
  return { ...response, body: JSON.stringify(edit(body) ?? body) }
}
