import { isForm } from '../../description/index.ts'
import type { Operation } from '../../description/index.ts'
import { acceptOf } from './accept.ts'
import { ANYTHING } from './members.ts'
import { isBasicKey } from './alternatives.ts'
import { baseUrlText } from './servers.ts'
import type { ClientSource } from './source.ts'
import { objectOf, quoted } from './text.ts'

/** Writes what the description defines about keys, retries and errors, as an object. */
export function rulesText(source: ClientSource): string {
  const { operations } = source
  const { document } = source.description
  const directive = operations.flatMap(({ idempotency }) => idempotency?.retry?.directive ?? [])[0]
  const someHaveKeys = source.key !== undefined && !operations.every((one) => source.isKeyed(one))
  return objectOf([
    // If the API accepts no keys, there is no header for them: a key cannot be sent even by mistake.
    ['keyHeader', quoted(source.key ?? '')],
    ['callerSetsKeys', someHaveKeys ? 'true' : undefined],
    ['requiresKey', operations.some(requiresKey) ? 'true' : undefined],
    ['directiveHeader', quoted(directive)],
    ['requestIdHeader', quoted(document['x-request-id']?.header)],
    ['errorMember', quoted(errorMember(source))],
  ])
}

/** Whether an operation rejects requests without an idempotency key. */
export function requiresKey({ idempotency, parameters }: Operation): boolean {
  const header = idempotency?.header.toLowerCase()
  return parameters.some(
    ({ object }) =>
      object.in === 'header' && object.name.toLowerCase() === header && object.required === true,
  )
}

/**
 * Writes the arguments of `connect` and `connectPaths` for a plain API: what the description defines, the user's options,
 * the address and what every request carries.
 */
export function connectArguments(source: ClientSource): string {
  const { operations } = source
  const [first] = operations
  const hasForm = operations.some(({ body }) => isForm(body?.content[0]?.mediaType ?? ''))
  const hasQuery = operations.some(({ parameters }) => parameters.some(({ object }) => object.in === 'query'))
  const settings = objectOf([
    ['baseUrl', baseUrlText(source)],
    ['headers', headersText(source, first, hasForm)],
    ['bodySerializer', hasForm ? source.use('form') : undefined],
    ['querySerializer', hasQuery ? `${source.use('queryOf')}({})` : undefined],
  ])
  return `\n    rules,\n    ${source.use('checkOptions')}(options),\n    ${settings},\n  `
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
