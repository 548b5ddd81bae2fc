import { get } from '../../description/index.ts'
import type { Operation, Server } from '../../description/index.ts'
import type { ClientSource } from './source.ts'
import { propertyName } from '../identifier.ts'
import { oneLine, quoted } from './text.ts'

/** Writes the address of the API, as a JavaScript expression. */
export function baseUrlText(source: ClientSource): string {
  const url = absoluteUrl(source.description.document.servers?.[0])
  return url === undefined ? 'options.baseUrl' : `options.baseUrl ?? ${url}`
}

/** Whether the description has no address of its own, so that `baseUrl` is required. */
export function needsBaseUrl({ description }: ClientSource): boolean {
  return absoluteUrl(description.document.servers?.[0]) === undefined
}

/** Writes the address of an operation that has a server of its own; undefined if it has none. */
export function operationUrlText(source: ClientSource, operation: Operation): string | undefined {
  const server = ownServer(source, operation)
  if (server === undefined) return undefined
  const url = absoluteUrl(server)
  if (url !== undefined) return `options.baseUrl ?? ${url}`
  return `new URL(${urlText(server)}, ${baseUrlText(source)}).href`
}

function ownServer({ description }: ClientSource, { object, pointer }: Operation): Server | undefined {
  const { document } = description
  const item = get(document, pointer.slice(0, pointer.lastIndexOf('/'))) as { servers?: Server[] } | undefined
  const own = (object as { servers?: Server[] }).servers ?? item?.servers
  const [server] = own ?? []
  const isSame = JSON.stringify(server) === JSON.stringify(document.servers?.[0])
  return server === undefined || isSame ? undefined : server
}

/** Returns the variables of all servers that the client uses. */
export function serverVariables(source: ClientSource): Map<string, NonNullable<Server['variables']>[string]> {
  const { document } = source.description
  const servers = [
    document.servers?.[0],
    ...source.operations.map((operation) => ownServer(source, operation)),
  ]
  return new Map(servers.flatMap((server) => Object.entries(server?.variables ?? {})))
}

/** Writes the option that sets the variables of a server's address. */
export function serverMembers(source: ClientSource): string {
  const [server] = source.description.document.servers ?? []
  const described =
    server === undefined ? 'has no server' : `names only \`${server.url.replaceAll('*/', '*\\/')}\``
  const base = needsBaseUrl(source)
    ? `  /** The address of the API. It is required because the description ${described}. */\n  readonly baseUrl: string\n`
    : ''
  const variables = [...serverVariables(source)]
  if (variables.length === 0) return base
  const members = variables.map(([name, { enum: values = [], default: usual }]) => {
    const type = values.length === 0 ? 'string' : values.map((value) => quoted(value)).join(' | ')
    const comment = `    /** Default: \`${oneLine(usual)}\`. */\n`
    return `${comment}    readonly ${propertyName(name)}?: ${type} | undefined\n`
  })
  return `${base}  /** The variables of the address in the description. */
  readonly serverVariables?: {
${members.join('')}  } | undefined
`
}

/** Writes an address that needs no other; undefined if it is relative, or if a variable has no value. */
function absoluteUrl(server: Server | undefined): string | undefined {
  if (server === undefined) return undefined
  const isAbsolute = /^(?:[a-z][a-z0-9+.-]*|\{[^}]+\}):\/\/|^\{[^}]+\}/i.test(server.url)
  const isComplete = variableNames(server.url).every((name) => valueOf(server, name) !== undefined)
  // A variable may be the whole address, and its default a relative one.
  const filled = server.url.replace(/\{([^{}]+)\}/g, (_, name: string) => valueOf(server, name) ?? '')
  return isAbsolute && isComplete && URL.canParse(filled) ? urlText(server) : undefined
}

function urlText(server: Server): string {
  if (variableNames(server.url).length === 0) return quoted(server.url)
  const text = server.url
    .split(/(\{[^{}]+\})/)
    .map((part) => {
      const name = /^\{(.+)\}$/.exec(part)?.[1]
      if (name === undefined) return part.replace(/[`\\]|\$(?=\{)/g, '\\$&')
      const key = propertyName(name)
      const option = key.startsWith('"') ? `?.[${key}]` : `?.${key}`
      return `\${options.serverVariables${option} ?? ${quoted(valueOf(server, name) ?? '')}}`
    })
    .join('')
  return `\`${text}\``
}

const variableNames = (url: string): string[] =>
  [...url.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? '')

function valueOf({ variables = {} }: Server, name: string): string | undefined {
  const variable = Object.hasOwn(variables, name) ? variables[name] : undefined
  return variable?.default ?? variable?.enum?.[0]
}
