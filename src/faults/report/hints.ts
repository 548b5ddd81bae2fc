import type { Operation, Parameter } from '../../description/index.ts'

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
function forInvalid(operation: Operation): string | undefined {
  const { body, parameters } = operation
  if (body !== undefined) return entryFor(operation, 'body')
  const location = (['query', 'header', 'path'] as const).find((each) =>
    parameters.some(({ object }) => object.in === each),
  )
  if (location === undefined) return undefined
  const add = entryFor(operation, location)
  if (parameters.some((parameter) => parameter.object.in === location && isLimited(parameter))) return add
  return location === 'path'
    ? `limit the path parameter (\`pattern\`, \`format\`), and ${add}`
    : `limit a parameter, and ${add}`
}

/** What a request can have wrong in a part of it that has a status of its own. */
const SPECIFIC = {
  path: { keyword: 'unknown', statuses: ['404', '410'] },
  body: { keyword: 'contentType', statuses: ['415'] },
  query: undefined,
  header: undefined,
} as const

/** The first matching entry wins: the one for any value would also give its status to what has another one. */
function entryFor({ rejections, responses }: Operation, location: keyof typeof SPECIFIC): string {
  const entry = `add \`x-rejections\` with \`in: ${location}\` for {status}`
  const specific = SPECIFIC[location]
  const other = responses.find(({ status }) => specific?.statuses.some((one) => one === status))
  const isNamed = rejections.some(
    ({ in: part, keyword }) => part === location && keyword === specific?.keyword,
  )
  if (specific === undefined || other === undefined || isNamed) return entry
  return `${entry}, after an entry with \`keyword: ${specific.keyword}\` for ${other.status}`
}

/** Returns whether a text can be an invalid value of a parameter, as far as its own schema shows. */
function isLimited({ object: { schema } }: Parameter): boolean {
  if (typeof schema !== 'object') return false
  const types = [schema.type ?? 'string'].flat()
  return !types.includes('string') || LIMITS.some((keyword) => schema[keyword] !== undefined)
}

const LIMITS = ['enum', 'const', 'format', 'pattern', 'minLength', 'maxLength']
