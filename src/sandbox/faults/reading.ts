import { header, type Received } from '../request.ts'
import type { Parameters, Rules } from '../rules.ts'
import type { Fault } from './fault.ts'
import { seen } from './tools.ts'

/** The idempotency key of a request, unjudged. */
export const key = (request: Received): string | undefined => header(request, 'idempotency-key')[0]

/** Refuses keys that the API should take. */
export function keysRefused(wrongly: (key: string) => boolean): Fault['install'] {
  return (rules) => {
    const { readIdempotencyKey } = rules
    rules.readIdempotencyKey = (request) => {
      const value = readIdempotencyKey(request)
      if (value !== undefined && wrongly(value)) {
        throw invalid(rules, 'Idempotency-Key')
      }
      return value
    }
  }
}

/** Takes keys that the API should refuse. */
export function keysTaken(wrongly: (key: string | undefined) => boolean): Fault['install'] {
  return (rules) => {
    const { readIdempotencyKey } = rules
    rules.readIdempotencyKey = (request) =>
      wrongly(key(request)) ? key(request) : readIdempotencyKey(request)
  }
}

/** Bodies that become other ones before they are read. */
export function rewritten(rewrite: (text: string) => string): Fault['install'] {
  return seen((request) => {
    const text = request.body.toString('latin1')
    const other = rewrite(text)
    return other === text ? request : { ...request, body: Buffer.from(other, 'latin1') }
  })
}

/** Refuses parameters that the API should take. */
export function refuses(
  wrongly: (parameters: Parameters, request: Received) => boolean,
  param = 'cancellation_reason',
): Fault['install'] {
  return (rules) => {
    const { readParameters } = rules
    rules.readParameters = (request) => {
      const parameters = readParameters(request)
      if (wrongly(parameters, request)) throw invalid(rules, param)
      return parameters
    }
  }
}

/** The refusal of a header (in capitals) or a field. */
export const invalid = ({ refusals }: Rules, name: string): Error =>
  /^[A-Z]/.test(name)
    ? refusals.invalidHeader(name, `${name} is not valid.`)
    : refusals.invalidParameter(name, `${name} is not valid.`)

/** Takes whatever cannot be read for nothing. */
export const lenient = (matches: (request: Received) => boolean): Fault['install'] => {
  return seen((request) => (matches(request) ? { ...request, body: Buffer.alloc(0) } : request))
}

/** The content type of a request; empty where it has none. */
export const contentType = (request: Received): string => header(request, 'content-type')[0] ?? ''
