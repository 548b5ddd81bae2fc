// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { CallInfo } from './call-info.js'
import { advice, ApiError, InvalidResponseError } from './errors.js'

/** A success or an error response, without the types of the description. */
export interface UntypedResult {
  readonly ok: boolean
  readonly data?: unknown
  readonly error?: unknown
}

/** A call, with `orThrow` for those who want an exception. */
export type UntypedCall = Promise<UntypedResult> & { orThrow: () => Promise<unknown> }

/** What a body must be at least: a property that it has, `[]` for a list, `*` for any JSON, empty for no body. */
export type Shape = string

/** Parses JSON. Undefined for anything else. */
export const parseJson = (text: unknown): unknown => {
  try {
    return JSON.parse(text as string) as unknown
  } catch {
    return undefined
  }
}

/** Returns how a body differs from what it must be at least; undefined if it does not. */
export const shapeIssue = (body: unknown, shape: Shape, { headers }: Response): string | undefined => {
  if (shape === '' || hasShape(body, shape)) return undefined
  const expected =
    shape === '*' ? 'JSON' : shape === '[]' ? 'a JSON array' : `JSON with the property \`${shape}\``
  return `expected ${expected} (Content-Type: ${headers.get('Content-Type') ?? 'none'})`
}

/**
 * Returns the error of a response that does not match the description.
 *
 * @param issue the invalid part, and what it should be: `body: expected JSON`
 */
export const invalidResponse = (info: CallInfo, issue: string, isRepeatable: boolean): InvalidResponseError =>
  new InvalidResponseError(info, `Invalid response ${issue}. ${advice(info, isRepeatable)}`)

const hasShape = (body: unknown, shape: Shape): boolean => {
  if (shape === '*') return body !== undefined
  if (shape === '[]') return Array.isArray(body)
  return isRecord(body) && Object.hasOwn(body, shape) && body[shape] !== null
}

/**
 * Rejects a redirect: followed, a POST would become a GET, and another host would get the credentials. Browsers hide the
 * status code of one that they do not follow.
 *
 * @throws InvalidResponseError
 */
export const rejectRedirect = (response: Response, info: Pick<CallInfo, 'url' | 'method'>): void => {
  const { type, status } = response
  if (wasFollowed(response, info.url) || type === 'opaqueredirect' || (status >= 300 && status < 400))
    throw new InvalidResponseError(info, 'Unexpected redirect: check `baseUrl`.')
}

/** React Native follows redirects whatever `redirect` is, and has no `redirected`: only the address shows it. */
const wasFollowed = ({ redirected, url }: Partial<Response>, sent: string): boolean =>
  redirected ?? (Boolean(url) && pathOf(url ?? '') !== pathOf(sent))

const pathOf = (url: string): string => new URL(url).href.replace(/[?#].*$/, '')

/** Adds `orThrow` to the promise of a result. */
export const withOrThrow = (
  result: Promise<UntypedResult>,
  info: CallInfo,
  errorMember: string,
  secrets: readonly string[],
): UntypedCall =>
  Object.assign(result, {
    orThrow: async () => {
      const { ok, data, error } = await result
      if (ok) return data
      throw apiError(info, error, errorMember, secrets)
    },
  })

/** Returns the error of a response. Its message does not contain the secrets, even if the server's text does. */
const apiError = (
  info: CallInfo,
  error: unknown,
  errorMember: string,
  secrets: readonly string[],
): ApiError => {
  const details = isRecord(error) && Object.hasOwn(error, errorMember) ? error[errorMember] : undefined
  const { type, code, param, message } = isRecord(details) ? details : {}
  const text = typeof message === 'string' ? message : 'The API rejected the request.'
  const mask = (value: unknown): unknown => (typeof value === 'string' ? masked(value, secrets) : value)
  const identity = { type: mask(type), code: mask(code), param: mask(param) }
  return new ApiError({ ...info, ...identity, body: () => error }, masked(text, secrets))
}

/** Replaces each secret in a text. */
export const masked = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, '*')), text)

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
