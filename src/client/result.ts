import type { CallInfo } from './call-info.ts'
import { ApiError, InvalidResponseError } from './errors.ts'

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
export const rejectRedirect = ({ type, status, redirected }: Response, info: object): void => {
  if (redirected || type === 'opaqueredirect' || (status >= 300 && status < 400))
    throw new InvalidResponseError(info, 'Unexpected redirect: check `baseUrl`.')
}

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
  const masked = secrets.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, '*')), text)
  return new ApiError({ ...info, type, code, param, body: () => error }, masked)
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
