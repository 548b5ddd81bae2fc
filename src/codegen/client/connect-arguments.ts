import { FORM } from '../../description/index.ts'
import type { TransportKind } from './transport-kind.ts'
import { securityOf } from './security.ts'
import type { ClientSource } from './source.ts'
import { ANYTHING } from './members.ts'
import { objectOf, quoted } from './text.ts'

/**
 * Writes the arguments of `connect` for one kind of operation: first the options of keys, retries and errors, then the
 * address and what every request carries.
 *
 * @throws DescriptionError for a missing server, a credential that the client cannot send, or an unsupported `x-errors`
 */
export function connectArguments(source: ClientSource, transportKind: TransportKind): string {
  const { document } = source.description
  const { queryStyles } = transportKind
  const server = serverOf(source)
  const directive = source.operations.flatMap(({ idempotency }) => idempotency?.retry?.directive ?? [])[0]
  const policy = objectOf([
    // If the API accepts no keys, there is no header for them: a key cannot be sent even by mistake.
    ['key', quoted(transportKind.keyed || transportKind.anyKeyed ? (source.key ?? 'Idempotency-Key') : '')],
    ['idempotencyKey', transportKind.keyed ? undefined : `''`],
    ['retry', quoted(directive)],
    ['requestId', quoted(document['x-request-id']?.header)],
    ['error', quoted(errorMember(source))],
  ])
  const settings = objectOf([
    ['baseUrl', `options.baseUrl ?? ${quoted(server)}`],
    ['headers', headersOf(source, transportKind)],
    ['bodySerializer', bodySerializerOf(source, transportKind)],
    ['querySerializer', queryStyles === undefined ? undefined : `${source.use('queryOf')}(${queryStyles})`],
  ])
  return `\n    ${policy.replace(/ \}$/, ', ...options }')},\n    ${settings},\n  `
}

function bodySerializerOf(source: ClientSource, { body, formStyles }: TransportKind): string | undefined {
  if (body !== 'form') return undefined
  return formStyles === undefined ? source.use('form') : `${source.use('formOf')}(${formStyles})`
}

function headersOf(source: ClientSource, { body, formStyles, secured }: TransportKind): string {
  const security = securityOf(source)
  const version = source.description.document['x-version']?.header
  const entries: [string, string][] = []
  if (security && secured) entries.push([security.header, `${source.use(security.encoder)}(options.apiKey)`])
  if (version !== undefined) entries.push([version, 'options.apiVersion'])
  // The default of openapi-fetch is JSON. The platform knows the media type of `URLSearchParams`, but not of a text.
  const form = formStyles === undefined ? 'null' : quoted(FORM)
  if (body !== undefined) entries.push(['Content-Type', body === 'form' ? form : quoted(body)])
  return objectOf(entries)
}

/** Returns the URL of the first server, with the default of each variable. */
function serverOf(source: ClientSource): string {
  const server = source.description.document.servers?.[0]
  if (server === undefined) throw source.problem('', 'The client needs a server. Add one to `servers`.')
  return server.url.replace(/\{(.+?)\}/g, (_, name: string) => {
    const value = server.variables?.[name]?.default
    if (value === undefined)
      throw source.problem('/servers/0', `The client needs a default for the server variable \`${name}\`.`)
    return value
  })
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
  if (members.size > 1 || member === undefined)
    throw source.problem('/x-errors', 'The client reads errors of the shape `/<object>/<property>` only.')
  if (errors?.message !== undefined && !errors.message.endsWith('/message'))
    throw source.problem(
      '/x-errors/message',
      'The client reads an error message from `/<object>/message` only.',
    )
  return member
}
