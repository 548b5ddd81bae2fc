import { get } from '../../description/index.ts'
import type { Description, Operation, Server } from '../../description/index.ts'

/** Where a run sends the requests of operations with servers of their own. */
export interface OperationServers {
  /** The id of an operation → the path of its server, at the host of the base URL. */
  readonly serverPaths: ReadonlyMap<string, string>
  /** The id of an operation whose servers are at other hosts → why it gets no request. */
  readonly elsewhere: ReadonlyMap<string, string>
}

/**
 * Returns where the requests of operations with servers of their own go. The base URL is the only host that a user
 * names, so no other host gets a request.
 */
export function serversOf(description: Description, baseUrl: URL): OperationServers {
  const serverPaths = new Map<string, string>()
  const elsewhere = new Map<string, string>()
  const general = generalServers(description)
  for (const operation of description.operations) {
    const own = ownServers(description, operation)
    if (own === undefined || JSON.stringify(own) === JSON.stringify(general)) continue
    const address = serverOf(own, general, baseUrl)
    if (address === undefined)
      elsewhere.set(operation.id, `its server is ${own[0]?.url ?? ''}, and --base-url names another host`)
    else serverPaths.set(operation.id, address.pathname)
  }
  return { serverPaths, elsewhere }
}

/** Returns the servers that the base URL stands for: those of the document, or those of every operation. */
function generalServers(description: Description): readonly Server[] {
  const { document, operations } = description
  if (document.servers !== undefined && document.servers.length > 0) return document.servers
  const [first, ...others] = new Set(
    operations.map((operation) => JSON.stringify(ownServers(description, operation) ?? [])),
  )
  return others.length === 0 && first !== undefined ? (JSON.parse(first) as Server[]) : []
}

/** Returns the servers of an operation or its path item. Undefined if it has those of the document. */
function ownServers(
  { document }: Description,
  { object, pointer }: Operation,
): readonly Server[] | undefined {
  const item = get(document, pointer.slice(0, pointer.lastIndexOf('/'))) as { servers?: Server[] } | undefined
  const own = (object as { servers?: Server[] }).servers ?? item?.servers
  return own?.length === 0 ? undefined : own
}

/** Returns the servers of an operation: its own, those of its path, or those of the document. */
export function serversFor(description: Description, operation: Operation): readonly Server[] {
  return ownServers(description, operation) ?? description.document.servers ?? []
}

function serverOf(own: readonly Server[], general: readonly Server[], baseUrl: URL): URL | undefined {
  const resolve = (servers: readonly Server[]): URL[] =>
    servers
      .flatMap(addressesOf)
      .flatMap((address) => (URL.canParse(address, baseUrl) ? [new URL(address, baseUrl)] : []))
  const addresses = resolve(own)
  const usual = resolve(general)
  const base = withoutSlash(baseUrl)
  // A base URL that is not in the description stands for any server of the API.
  const isDescribed = usual.some((address) => withoutSlash(address) === base)
  const isUsual = addresses.some((address) =>
    usual.some((other) => withoutSlash(other) === withoutSlash(address)),
  )
  if (!isDescribed && isUsual) return baseUrl
  const reachable = addresses.filter(({ origin }) => origin === baseUrl.origin)
  return reachable.find((address) => withoutSlash(address) === base) ?? reachable[0]
}

function withoutSlash({ origin, pathname }: URL): string {
  return `${origin}${pathname.replace(/\/+$/, '')}`
}

/** The most addresses of one server. */
const MOST_ADDRESSES = 1000

/** Returns the addresses of a server, for the combinations of the values of its variables, the defaults first. */
export function addressesOf({ url, variables = {} }: Server): string[] {
  return Object.entries(variables).reduce(
    (urls, [name, { default: fallback, enum: others = [] }]) =>
      urls
        .flatMap((one) =>
          [...new Set([fallback, ...others])].map((value) => one.replaceAll(`{${name}}`, () => value)),
        )
        .slice(0, MOST_ADDRESSES),
    [url],
  )
}
