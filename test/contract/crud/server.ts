import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export const ADA = 'key-of-Ada-0123456789'
export const BOB = 'key-of-Bob-0123456789'

export interface Thing {
  id: string
  name: string
  price: number
  note?: string
  owner: string
  [name: string]: unknown
}

/** What a server may do wrong, and what it may do differently and still be correct. */
export interface Behavior {
  fault?:
    | 'status 500'
    | 'wrong schema'
    | 'invalid input accepted'
    | 'delete does nothing'
    | 'rejected create has effects'
    | 'rejected update has effects'
    | 'wrong Location'
    | 'missing auth'
    | "another account's object"
    | 'mass assignment'
    | 'stack trace'
    | 'list ignores limit'
    | 'create forgets a property'
    | 'update does nothing'
    | 'list is empty'
    | 'list keeps what was deleted'
    | 'create cuts a text'
  createStatus?: 200 | 201
  deleteStatus?: 200 | 204
  goneStatus?: 404 | 410
  numericIds?: boolean
  noLocation?: boolean
  merges?: boolean
  normalizes?: boolean
  extra?: boolean
  pageSize?: number
  upserts?: boolean
  softDelete?: boolean
  /** Lists what was deleted, with a mark. Nothing else finds it. */
  listsDeleted?: boolean
  hidesOthersWith?: 403 | 404
  slow?: boolean
  /** Whether each thing needs a name of its own. `first`: this is looked at before anything else. */
  uniqueNames?: boolean | 'first'
  /** What a PATCH does to the values that it does not name. `clears the note`: only if the name changes. */
  patch?: 'keeps' | 'clears the note' | 'resets all' | 'resets the note'
  /** Lists pages with cursors. `same` and the others are faults. `polls`: a last page has a cursor, too. */
  cursor?: 'right' | 'polls' | 'same' | 'skips' | 'repeats'
  /** Lists pages of three things, the oldest first: selected by an offset, or by a number from 0 or 1. */
  pages?: 'offset' | 0 | 1
}

export interface CrudServer {
  readonly url: string
  readonly things: Map<string, Thing>
  /** Method and path of every request. */
  readonly log: string[]
  close(): Promise<void>
}

/** Starts a server of five operations that keeps things in memory. */
export async function startCrud(behavior: Behavior = {}): Promise<CrudServer> {
  const things = new Map<string, Thing>()
  const log: string[] = []
  const store = { things, log, gone: new Set<string>(), next: 1000 }
  const server = createServer((request, response) => {
    void respond(store, behavior, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    things,
    log,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Store {
  things: Map<string, Thing>
  log: string[]
  gone: Set<string>
  next: number
}

type Send = (status: number, body?: unknown, headers?: Record<string, string>) => void

async function respond(
  store: Store,
  behavior: Behavior,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const send: Send = (status, body, headers = {}) => {
    response.writeHead(status, {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
      ...headers,
    })
    response.end(body === undefined || request.method === 'HEAD' ? undefined : JSON.stringify(body))
  }
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const url = request.url ?? ''
  store.log.push(`${request.method} ${url}`)
  const [path = '', query = ''] = url.split('?')
  const [, collection, id, ...rest] = path.split('/')
  if (collection !== 'things' || rest.length > 0) {
    send(404, { message: 'unknown path' })
    return
  }
  const isItem = id !== undefined
  const patching = behavior.patch === undefined ? [] : ['PATCH']
  const allowed = isItem ? ['GET', 'HEAD', 'PUT', 'DELETE', ...patching] : ['GET', 'HEAD', 'POST']
  if (!allowed.includes(request.method ?? '')) {
    send(405, { message: 'unknown method' }, { Allow: allowed.join(', ') })
    return
  }
  const key = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const isKnown = key === ADA || key === BOB
  const isOpen = behavior.fault === 'missing auth' && isItem && request.method === 'GET'
  if (!isKnown && !isOpen) {
    send(401, { message: 'no valid key' })
    return
  }
  const call = { store, behavior, send, owner: key === BOB ? 'bob' : 'ada', isOpen: isOpen && !isKnown }
  const text = Buffer.concat(chunks)
  if (!isItem) {
    if (request.method === 'POST') create(call, request, text)
    else list(call, new URLSearchParams(query))
    return
  }
  item(call, decode(id), request, text)
}

function decode(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return ''
  }
}

interface Call {
  store: Store
  behavior: Behavior
  send: Send
  owner: string
  isOpen: boolean
}

function create(call: Call, request: IncomingMessage, text: Buffer): void {
  const { store, behavior, send, owner } = call
  const body = parse(request, text)
  if (body === undefined) {
    send(400, { message: 'no JSON' })
    return
  }
  const problem = problemOf(body, behavior)
  const id = behavior.numericIds === true ? String((store.next += 1)) : randomUUID()
  const thing = { ...stored(body, behavior), id, owner: ownerOf(body, call) } as Thing
  if (behavior.uniqueNames === 'first' && isTaken(call, thing)) return
  if (problem !== undefined) {
    if (behavior.fault === 'rejected create has effects')
      store.things.set(id, { id, owner, ...sanitized(body) })
    send(400, problemBody(problem, behavior))
    return
  }
  if (isTaken(call, thing)) return
  if (behavior.fault === 'create forgets a property') thing.name = 'unnamed'
  if (behavior.fault === 'create cuts a text') thing.name = thing.name.slice(0, 30)
  store.things.set(id, thing)
  const wrong = behavior.fault === 'wrong Location'
  const location = `/things/${wrong ? randomUUID() : id}`
  send(
    behavior.createStatus ?? 201,
    shown(thing, behavior),
    behavior.noLocation === true ? {} : { Location: location },
  )
}

/** Responds 409 if another thing has the name. */
function isTaken({ store, behavior, send }: Call, { id, name }: Thing): boolean {
  const isUnique =
    behavior.uniqueNames === undefined ||
    ![...store.things.values()].some((other) => other.name === name && other.id !== id)
  if (!isUnique) send(409, { message: 'this name is taken' })
  return !isUnique
}

function list({ store, behavior, send, owner }: Call, query: URLSearchParams): void {
  const given = query.get('limit')
  const limit = given === null ? (behavior.pageSize ?? 1000) : Number(given)
  if (given !== null && (!/^\d+$/.test(given) || limit < 1 || limit > 100)) {
    send(400, { message: 'invalid limit' })
    return
  }
  const start = behavior.pages === undefined ? '0' : (query.get('offset') ?? query.get('page') ?? '0')
  if (!/^\d{1,7}$/.test(start) || Number(start) > 1_000_000) {
    send(400, { message: 'invalid page' })
    return
  }
  if (behavior.fault === 'list is empty') {
    send(200, [])
    return
  }
  const own = [...store.things.values()].filter((thing) => thing.owner === owner)
  if (behavior.cursor !== undefined) {
    sendPage({ behavior, send }, own.reverse(), { limit, cursor: query.get('cursor') })
    return
  }
  const page = behavior.fault === 'list ignores limit' ? own : pageOf(own, behavior, query)
  send(
    200,
    page.map((thing) => shown(thing, behavior)),
  )
}

function pageOf(
  all: readonly Thing[],
  { pages, pageSize }: Behavior,
  query: URLSearchParams,
): readonly Thing[] {
  const limit = Number(query.get('limit') ?? pageSize ?? (pages === undefined ? 1000 : 3))
  const first = pages === 1 ? 1 : 0
  const number = Number(query.get('page') ?? first) - first
  const start =
    pages === undefined ? 0 : pages === 'offset' ? Number(query.get('offset') ?? 0) : number * limit
  return all.slice(start, start + limit)
}

function sendPage(
  { behavior, send }: Pick<Call, 'behavior' | 'send'>,
  all: readonly Thing[],
  { limit, cursor }: { limit: number; cursor: string | null },
): void {
  const last = all.findIndex(({ id }) => `after-${id}` === cursor)
  if (cursor !== null && last === -1) {
    send(400, { message: 'invalid cursor' })
    return
  }
  const steps = { right: 1, polls: 1, same: -last, skips: 2, repeats: 0 }
  const start = last === -1 ? 0 : last + steps[behavior.cursor ?? 'right']
  const items = all.slice(start, start + limit)
  const next = start + limit < all.length || behavior.cursor === 'polls' ? items.at(-1)?.id : undefined
  send(200, {
    items: items.map((thing) => shown(thing, behavior)),
    nextCursor:
      next === undefined
        ? items.length === 0 && behavior.cursor === 'polls'
          ? cursor
          : null
        : `after-${next}`,
  })
}

function item(call: Call, id: string, request: IncomingMessage, text: Buffer): void {
  const { store, behavior, send, owner } = call
  const isKept = behavior.listsDeleted === true || behavior.fault === 'list keeps what was deleted'
  const thing = isKept && store.gone.has(id) ? undefined : store.things.get(id)
  const isGone = thing === undefined && store.gone.has(id)
  const isOthers =
    thing !== undefined &&
    thing.owner !== owner &&
    !call.isOpen &&
    behavior.fault !== "another account's object"
  const body = request.method === 'PUT' || request.method === 'PATCH' ? parse(request, text) : {}
  if (thing === undefined || isOthers) {
    const status = isGone ? (behavior.goneStatus ?? 404) : isOthers ? (behavior.hidesOthersWith ?? 404) : 404
    send(status, { message: 'unknown' })
    return
  }
  if (request.method === 'PUT') {
    update(call, thing, body)
    return
  }
  if (request.method === 'PATCH') {
    patch(call, thing, body)
    return
  }
  if (request.method === 'DELETE') {
    if (behavior.fault !== 'delete does nothing') {
      if (behavior.softDelete === true || behavior.listsDeleted === true) thing['deleted'] = true
      else if (!isKept) store.things.delete(id)
      store.gone.add(id)
    }
    if (behavior.deleteStatus === 200) send(200, shown(thing, behavior))
    else send(204)
    return
  }
  if (behavior.fault === 'status 500') {
    send(500, { message: 'oops' })
    return
  }
  const wrong = behavior.fault === 'wrong schema' ? { price: String(thing.price) } : {}
  send(200, { ...shown(thing, behavior), ...wrong })
}

function update(call: Call, thing: Thing, body: unknown): void {
  const { store, behavior, send } = call
  if (body === undefined) {
    send(400, { message: 'no JSON' })
    return
  }
  const problem = problemOf(body, behavior)
  const base = behavior.merges === true ? thing : { id: thing.id, owner: thing.owner }
  const changed = { ...base, ...stored(body, behavior), id: thing.id, owner: thing.owner } as Thing
  if (behavior.uniqueNames === 'first' && isTaken(call, changed)) return
  if (problem !== undefined) {
    if (behavior.fault === 'rejected update has effects')
      store.things.set(thing.id, { ...thing, ...sanitized(body) })
    send(400, problemBody(problem, behavior))
    return
  }
  if (isTaken(call, changed)) return
  if (behavior.fault !== 'update does nothing') store.things.set(thing.id, changed)
  send(200, shown(changed, behavior))
}

function patch(call: Call, thing: Thing, body: unknown): void {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    call.send(400, { message: 'not an object' })
    return
  }
  const named = body as Partial<Thing>
  const { name, price, note } = thing
  const isCleared = call.behavior.patch === 'clears the note' && named.name !== undefined
  const isReset = call.behavior.patch === 'resets the note'
  const kept = { name, price, ...(note === undefined || isCleared || isReset ? {} : { note }) }
  update(call, thing, { ...(call.behavior.patch === 'resets all' ? { name, price: 0 } : kept), ...named })
}

/** Returns the body as data. Undefined if it is no JSON. */
function parse(request: IncomingMessage, text: Buffer): unknown {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text)) as unknown
  } catch {
    return undefined
  }
}

function problemOf(body: unknown, { fault }: Behavior): string | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'not an object'
  const { name, price, note } = body as Record<string, unknown>
  const length = typeof name === 'string' ? [...name].length : 0
  if (typeof name !== 'string' || length < 1 || length > 40) return 'invalid name'
  const isPrice = Number.isInteger(price) && (price as number) >= 0 && (price as number) <= 1_000_000
  const acceptsAny = fault === 'invalid input accepted' && price === undefined
  if (!isPrice && !acceptsAny) return 'invalid price'
  if (note !== undefined && (typeof note !== 'string' || [...note].length > 200)) return 'invalid note'
  return undefined
}

function problemBody(message: string, { fault }: Behavior): object {
  if (fault !== 'stack trace') return { message }
  return {
    message: `Error: ${message}\n    at create (/srv/app/things.js:12:7)\n    at main (/srv/app/index.js:3:1)`,
  }
}

function stored(body: unknown, { normalizes }: Behavior): Partial<Thing> {
  if (typeof body !== 'object' || body === null) return {}
  const { name, price, note } = body as Partial<Thing>
  const kept = {
    name: normalizes === true && typeof name === 'string' ? name.trim().toLowerCase() : name,
    price: price ?? 0,
    ...(note === undefined ? {} : { note }),
  }
  return kept as Partial<Thing>
}

function ownerOf(body: unknown, { behavior, owner }: Call): string {
  const given = (body as Partial<Thing> | null)?.owner
  return behavior.fault === 'mass assignment' && typeof given === 'string' ? given : owner
}

/** Returns the valid parts of an invalid body. */
function sanitized(body: unknown): Pick<Thing, 'name' | 'price'> {
  const { name, price } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  return {
    name: typeof name === 'string' && name !== '' ? name.slice(0, 40) : 'x',
    price: Number.isInteger(price) && (price as number) >= 0 ? Math.min(price as number, 1_000_000) : 0,
  }
}

function shown(thing: Thing, { extra }: Behavior): object {
  return extra === true ? { ...thing, links: [], createdAt: '2026-01-01T00:00:00Z' } : thing
}
