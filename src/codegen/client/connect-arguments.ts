import { FORM } from '../../description/index.ts'
import type { TransportKind } from './transport-kind.ts'
import { securityOf } from './security.ts'
import type { ClientSource } from './source.ts'
import { ANYTHING } from './members.ts'
import { objectOf, quoted } from './text.ts'

/**
 * What `connect` takes for a kind of operations, made of the caller's `options`: the policy of keys, retries and
 * errors, and where requests go and what all of them carry.
 *
 * @throws DescriptionError where there is no server, a credential that the client cannot send, or errors that nothing tells
 */
export function connectArguments(source: ClientSource, transportKind: TransportKind): string {
  const { document } = source.description
  const { queryStyles } = transportKind
  const server = serverOf(source)
  const directive = source.operations.flatMap(({ idempotency }) => idempotency?.retry?.directive ?? [])[0]
  const policy = objectOf([
    // Where the server knows no keys, none can be sent, not even by mistake: there is no header for it.
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
  if (security && secured) entries.push([security.header, `${source.use(security.reader)}(options.apiKey)`])
  if (version !== undefined) entries.push([version, 'options.apiVersion'])
  // Without this openapi-fetch says JSON. The platform knows the media type of `URLSearchParams`, but not of a text.
  const form = formStyles === undefined ? 'null' : quoted(FORM)
  if (body !== undefined) entries.push(['Content-Type', body === 'form' ? form : quoted(body)])
  return objectOf(entries)
}

/** The first server, each variable by its default. */
function serverOf(source: ClientSource): string {
  const server = source.description.document.servers?.[0]
  if (server === undefined) throw source.problem('', 'The client needs a server: add one under `servers`.')
  return server.url.replace(/\{(.+?)\}/g, (_, name: string) => {
    const value = server.variables?.[name]?.default
    if (value === undefined)
      throw source.problem('/servers/0', `The client needs a default for the server's \`${name}\`.`)
    return value
  })
}

/** The one member of an error's body in which all that `x-errors` points at stands. */
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
    throw source.problem('/x-errors', 'The client reads errors of the shape `/<member>/<name>` only.')
  if (errors?.message !== undefined && !errors.message.endsWith('/message'))
    throw source.problem('/x-errors/message', 'The client reads a message from `/<member>/message` only.')
  return member
}
