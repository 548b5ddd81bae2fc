import { isForm } from '../../description/index.ts'
import type { Operation } from '../../description/index.ts'
import { acceptOf } from './accept.ts'
import { ANYTHING } from './members.ts'
import { isBasicKey } from './alternatives.ts'
import { baseUrlText } from './servers.ts'
import type { ClientSource } from './source.ts'
import { objectOf, quoted } from './text.ts'

/** Writes the options of keys, retries and errors. @param keyed whether every request has a key */
export function policyText(source: ClientSource, keyed: boolean): string {
  const { document } = source.description
  const directive = source.operations.flatMap(({ idempotency }) => idempotency?.retry?.directive ?? [])[0]
  const policy = objectOf([
    // If the API accepts no keys, there is no header for them: a key cannot be sent even by mistake.
    ['key', quoted(source.key ?? '')],
    ['idempotencyKey', keyed ? undefined : `''`],
    ['retry', quoted(directive)],
    ['requestId', quoted(document['x-request-id']?.header)],
    ['error', quoted(errorMember(source))],
  ])
  return policy.replace(/ \}$/, ', ...options }')
}

/**
 * Writes the arguments of `connect` for a plain API: first the options of keys, retries and errors, then the address
 * and what every request carries.
 */
export function connectArguments(source: ClientSource): string {
  const { operations } = source
  const [first] = operations
  const isKeyed = first !== undefined && source.isKeyed(first)
  const hasForm = operations.some(({ body }) => isForm(body?.content[0]?.mediaType ?? ''))
  const settings = objectOf([
    ['baseUrl', baseUrlText(source)],
    ['headers', headersText(source, first, hasForm)],
    ['bodySerializer', hasForm ? source.use('form') : undefined],
  ])
  return `\n    ${policyText(source, isKeyed)},\n    ${settings},\n  `
}

function headersText(source: ClientSource, operation: Operation | undefined, hasForm: boolean): string {
  const version = source.description.document['x-version']?.header
  const entries: [string, string][] = []
  const accept = operation === undefined ? undefined : acceptOf(operation)
  if (accept !== undefined) entries.push(['Accept', quoted(accept)])
  if (operation?.security[0]?.some(isBasicKey) === true)
    entries.push(['Authorization', `${source.use('basic')}(options.apiKey)`])
  if (version !== undefined) entries.push([version, 'options.apiVersion'])
  // The default of openapi-fetch is JSON. The platform knows the media type of `URLSearchParams`.
  if (hasForm) entries.push(['Content-Type', 'null'])
  return objectOf(entries)
}

/** Returns the property of an error body that contains everything that `x-errors` points to. */
function errorMember(source: ClientSource): string {
  const errors = source.description.document['x-errors']
  const pointers = [
    ...(errors?.identifiedBy ?? []),
    ...(errors?.message === undefined ? [] : [errors.message]),
  ]
  if (pointers.length === 0) return ANYTHING
  const members = new Set(pointers.map((pointer) => /^\/([^/~]+)\/[^/]+$/.exec(pointer)?.[1]))
  const [member] = members
  const isReadable = errors?.message === undefined || errors.message.endsWith('/message')
  if (members.size === 1 && member !== undefined && isReadable) return member
  source.warn(
    '/x-errors',
    'The client reads errors of the shape `/<object>/<property>` only, with a message at `/<object>/message`. An ApiError has no `type`, `code` and message of the API.',
  )
  return ANYTHING
}
