import type { Operation } from '../../description/index.ts'

/** Returns what makes a response with this status occur, in a sentence without its end. */
export function hintForStatus(operation: Operation, status: string): string {
  const remedy = remedyFor(operation, status)
  return remedy === undefined
    ? 'remove the response, if no request gets it'
    : `${remedy.replaceAll('{status}', status)}, or remove the response`
}

/** The statuses of a request with an invalid value. */
const INVALID = new Set(['400', '422'])

function remedyFor(operation: Operation, status: string): string | undefined {
  // A conflict, a rate limit or a failure: no request causes it for sure.
  if (/^(?:409|429|5)/.test(status)) return 'make a resource for it with `provoke` in the fixture module'
  if (status === '401' || status === '403') return forCredentials(operation, status)
  if (status === '404' || status === '410')
    return operation.path.includes('{')
      ? 'add `x-rejections` with `in: path` and `keyword: unknown` for {status}'
      : undefined
  if (status === '405') return 'add `x-rejections` with `in: method` for {status}'
  if (status === '415')
    return operation.body === undefined
      ? undefined
      : 'add `x-rejections` with `in: body` and `keyword: contentType` for {status}'
  if (INVALID.has(status)) return forInvalid(operation)
  return operation.path.includes('{')
    ? 'name with `x-lifecycle` the state that gets {status}, or with `x-rejections` the invalid request'
    : 'name with `x-rejections` the invalid request that gets {status}'
}

function forCredentials(operation: Operation, status: string): string {
  if (operation.security.flat().length === 0) return 'add `security`, so that credentials are required'
  return status === '401'
    ? 'add `x-rejections` with `in: security` for {status}'
    : 'name with `x-rejections` the credentials (`in: security`) or ids (`in: path`, `keyword: unknown`) that get {status}'
}

/** Names the part of a request that can be invalid. */
function forInvalid({ body, parameters }: Operation): string | undefined {
  if (body !== undefined) return 'add `x-rejections` with `in: body` for {status}'
  const location = (['query', 'header', 'path'] as const).find((each) =>
    parameters.some(({ object }) => object.in === each),
  )
  if (location === undefined) return undefined
  if (location !== 'path')
    return `limit a parameter, and add \`x-rejections\` with \`in: ${location}\` for {status}`
  return 'limit the path parameter (`pattern`, `format`), and add `x-rejections` with `in: path` for {status}'
}
