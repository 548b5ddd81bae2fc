import { header, type ReceivedRequest } from '../request.ts'
import type { Parameters, Rules } from '../rules.ts'
import type { Fault } from './fault.ts'
import { editRequest } from './tools.ts'

/** The idempotency key of a request, unjudged. */
export const key = (request: ReceivedRequest): string | undefined => header(request, 'idempotency-key')[0]

/** Refuses keys that the API should take. */
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

/** Takes keys that the API should refuse. */
export function acceptsKeys(matches: (key: string | undefined) => boolean): Fault['install'] {
  return (rules) => {
    const { readIdempotencyKey } = rules
    rules.readIdempotencyKey = (request) =>
      matches(key(request)) ? key(request) : readIdempotencyKey(request)
  }
}

/** Bodies that become other ones before they are read. */
export function rewritesBody(rewrite: (text: string) => string): Fault['install'] {
  return editRequest((request) => {
    const text = request.body.toString('latin1')
    const other = rewrite(text)
    return other === text ? request : { ...request, body: Buffer.from(other, 'latin1') }
  })
}

/** Refuses parameters that the API should take. */
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

/** The refusal of a header (in capitals) or a field. */
export const invalid = ({ rejections }: Rules, name: string): Error =>
  /^[A-Z]/.test(name)
    ? rejections.invalidHeader(name, `${name} is not valid.`)
    : rejections.invalidParameter(name, `${name} is not valid.`)

/** Takes whatever cannot be read for nothing. */
export const ignoresBody = (matches: (request: ReceivedRequest) => boolean): Fault['install'] => {
  return editRequest((request) => (matches(request) ? { ...request, body: Buffer.alloc(0) } : request))
}

/** The content type of a request; empty where it has none. */
export const contentType = (request: ReceivedRequest): string => header(request, 'content-type')[0] ?? ''
