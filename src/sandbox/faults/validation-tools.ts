import type { Caller } from '../keys.ts'
import { header, withHeader, type ReceivedRequest } from '../request.ts'
import type { Parameters, Rules } from '../rules.ts'
import type { Fault } from './fault.ts'
import { editRequest } from './tools.ts'

/** Returns the idempotency key of a request without checking it. */
export const key = (request: ReceivedRequest): string | undefined => header(request, 'idempotency-key')[0]

/** Rejects valid keys. */
export function rejectsKeys(matches: (key: string) => boolean): Fault['install'] {
  return (rules) => {
    const { readIdempotencyKey } = rules
    rules.readIdempotencyKey = (request) => {
      const value = readIdempotencyKey(request)
      if (value !== undefined && matches(value)) {
        throw invalid(rules, 'Idempotency-Key')
      }
      return value
    }
  }
}

/** Accepts invalid keys. */
export function acceptsKeys(matches: (key: string | undefined) => boolean): Fault['install'] {
  return (rules) => {
    const { readIdempotencyKey } = rules
    rules.readIdempotencyKey = (request) =>
      matches(key(request)) ? key(request) : readIdempotencyKey(request)
  }
}

/** Changes the values of a header before the headers are checked. */
export function rewritesHeader(
  name: string,
  rewrite: (value: string, caller: Caller) => string,
): Fault['install'] {
  return (rules) => {
    const { checkHeaders } = rules
    rules.checkHeaders = (request, caller) => {
      const values = header(request, name).map((value) => rewrite(value, caller))
      checkHeaders(withHeader(request, name, values), caller)
    }
  }
}

/** Changes bodies before they are parsed. */
export function rewritesBody(rewrite: (text: string) => string): Fault['install'] {
  return editRequest((request) => {
    const text = request.body.toString('latin1')
    const rewritten = rewrite(text)
    return rewritten === text ? request : { ...request, body: Buffer.from(rewritten, 'latin1') }
  })
}

/** Rejects valid parameters. */
export function rejectsParameters(
  matches: (parameters: Parameters, request: ReceivedRequest) => boolean,
  param = 'cancellation_reason',
): Fault['install'] {
  return (rules) => {
    const { readParameters } = rules
    rules.readParameters = (request) => {
      const parameters = readParameters(request)
      if (matches(parameters, request)) throw invalid(rules, param)
      return parameters
    }
  }
}

/** Does not validate some bodies: what is invalid counts as no body. */
export function skipsValidation(matches: (request: ReceivedRequest) => boolean): Fault['install'] {
  return (rules) => {
    const { readParameters } = rules
    rules.readParameters = (request) => {
      try {
        return readParameters(request)
      } catch (error) {
        if (!matches(request)) throw error
        return { reason: undefined, expand: [], sent: {} }
      }
    }
  }
}

/** Rejects valid bodies. */
export function rejectsBody(matches: (text: string) => boolean, param: string): Fault['install'] {
  return rejectsParameters((_, request) => matches(request.body.toString('latin1')), param)
}

/** Returns the rejection of a header (its name starts with a capital) or of a body field. */
export const invalid = ({ rejections }: Rules, name: string): Error =>
  /^[A-Z]/.test(name)
    ? rejections.invalidHeader(name, `Invalid ${name}.`)
    : rejections.invalidParameter(name, `Invalid ${name}.`)

/** Ignores some bodies. */
export const ignoresBody = (matches: (request: ReceivedRequest) => boolean): Fault['install'] => {
  return editRequest((request) => (matches(request) ? { ...request, body: Buffer.alloc(0) } : request))
}

/** Returns the `Content-Type` of a request, or an empty text. */
export const contentType = (request: ReceivedRequest): string => header(request, 'content-type')[0] ?? ''
