import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Behaviors that a plain description forbids, except the last one, which is allowed. */
export type TrainsFault =
  | 'any-country'
  | 'any-id'
  | 'third-service'
  | 'long-lang'
  | 'off-the-map'
  | 'no-accounts'
  | 'limit-of-51'
  | 'no-total-count'
  | 'key-not-needed'
  | 'unknown-trip-is-empty'
  | 'anonymous-passengers'
  | 'text-as-age'
  | 'delete-says-200'
  | 'price-as-text'
  | 'crash-on-unicode'
  | 'ids-in-any-case'

interface Booking {
  readonly id: string
  readonly trip: number
  readonly passengers: readonly unknown[]
}

interface TrainsResponse {
  readonly status: number
  readonly body?: unknown
  readonly type?: string
  readonly headers?: Record<string, string>
}

export const TRAINS_KEY = 'trains_key_0123456789'

/** Starts a server of `trains.yaml` under `/v2`. It is correct except for its faults. */
export async function startTrains(faults: readonly TrainsFault[] = []): Promise<{
  readonly baseUrl: string
  readonly server: Server
  close(): Promise<void>
}> {
  const bookings = new Map<string, Booking>()
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { status, body: data, type, headers } = respond(request, body, bookings, new Set(faults))
      const text = data === undefined ? undefined : typeof data === 'string' ? data : JSON.stringify(data)
      response.writeHead(status, {
        ...(text === undefined ? {} : { 'Content-Type': type ?? 'application/json' }),
        ...headers,
      })
      response.end(text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    server,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Makes the resources that the operations need. */
export const trainsFixtures = {
  async create(
    _: string,
    context: { baseUrl: string; apiKey: string; fetch: typeof fetch; operation: string },
  ): Promise<Record<string, string>> {
    if (context.operation === 'getTrip') return { tripId: '4711' }
    if (context.operation === 'greet') return { name: 'Ada' }
    const response = await context.fetch(`${context.baseUrl}/bookings`, {
      method: 'POST',
      headers: { 'X-Api-Key': context.apiKey, 'X-Channel': 'counter', 'Content-Type': 'application/json' },
      body: JSON.stringify({ trip: 4711, passengers: [{ name: 'Ada' }] }),
    })
    if (response.status !== 201) throw new Error(`The booking failed with ${response.status}.`)
    return { bookingId: ((await response.json()) as Booking).id }
  },
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function problem(status: number, title: string, headers: Record<string, string> = {}): TrainsResponse {
  return { status, body: { title, status }, type: 'application/problem+json', headers }
}

function respond(
  request: IncomingMessage,
  body: Buffer,
  bookings: Map<string, Booking>,
  faults: ReadonlySet<TrainsFault>,
): TrainsResponse {
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const route = ROUTES.find(({ pattern }) => pattern.test(path))
  if (route === undefined) return problem(404, 'Unknown path')
  const handler = route.methods[request.method ?? '']
  if (handler === undefined) {
    return problem(405, 'Unknown method', { Allow: Object.keys(route.methods).join(', ') })
  }
  let id: string
  try {
    id = decodeURIComponent(route.pattern.exec(path)?.[1] ?? '')
  } catch {
    return problem(400, 'The path is not a URI')
  }
  return handler({ request, id, query: new URLSearchParams(query), body, bookings, faults })
}

interface Call {
  readonly request: IncomingMessage
  readonly id: string
  readonly query: URLSearchParams
  readonly body: Buffer
  readonly bookings: Map<string, Booking>
  readonly faults: ReadonlySet<TrainsFault>
}

type Handler = (call: Call) => TrainsResponse

const ROUTES: readonly { pattern: RegExp; methods: Partial<Record<string, Handler>> }[] = [
  { pattern: /^\/v2\/stations$/, methods: { GET: stations } },
  { pattern: /^\/v2\/trips\/([^/]*)$/, methods: { GET: guarded(['token'], trip) } },
  {
    pattern: /^\/v2\/bookings$/,
    methods: {
      GET: guarded(['header', 'token'], ({ bookings }) => ({ status: 200, body: [...bookings.values()] })),
      POST: guarded(['header', 'token'], book),
    },
  },
  {
    pattern: /^\/v2\/bookings\/([^/]*)$/,
    methods: { GET: guarded(['query'], booking), DELETE: guarded(['header'], cancelBooking) },
  },
  { pattern: /^\/v2\/greetings\/([^/]*)$/, methods: { GET: greet } },
]

function guarded(locations: readonly ('header' | 'query' | 'token')[], handler: Handler): Handler {
  return (call) => {
    const { headers } = call.request
    const given = {
      header: headers['x-api-key'],
      query: call.query.get('key'),
      token: /^bearer (.+)$/i.exec(headers.authorization ?? '')?.[1],
    }
    const known = locations.some((location) => given[location] === TRAINS_KEY)
    return known || call.faults.has('key-not-needed')
      ? handler(call)
      : problem(401, 'The key is missing or wrong')
  }
}

function stations({ request, query, faults }: Call): TrainsResponse {
  const country = query.get('country')
  const limit = query.get('limit') ?? '10'
  const services = query.getAll('services')
  const departing = query.get('departing')
  const lang = /(?:^|; )lang=([^;]*)/.exec(request.headers.cookie ?? '')?.[1]
  if (country !== null && !/^(?:AT|CH|DE)$/.test(country) && !faults.has('any-country'))
    return problem(400, 'country must be AT, CH or DE')
  if (!/^[1-9]\d?$/.test(limit) || Number(limit) > (faults.has('limit-of-51') ? 51 : 50))
    return problem(400, 'limit must be 1 to 50')
  if (
    services.length > (faults.has('third-service') ? 3 : 2) ||
    services.some((service) => !/^(?:lift|lounge|lockers)$/.test(service))
  )
    return problem(400, 'services must be at most two of lift, lounge and lockers')
  if (
    !isDegrees(query.get('near[lat]'), 90) ||
    !isDegrees(query.get('near[lon]'), faults.has('off-the-map') ? 181 : 180)
  )
    return problem(400, 'near must be a place on Earth')
  if (departing !== null && !isDate(departing)) return problem(400, 'departing must be a date')
  if (lang !== undefined && (lang.length < 2 || lang.length > (faults.has('long-lang') ? 80 : 8)))
    return problem(400, 'lang must have 2 to 8 characters')
  const headers = faults.has('no-total-count') ? {} : { 'X-Total-Count': '1' }
  return { status: 200, headers, body: [{ id: 1, name: 'Berlin Hbf', country: 'DE' }] }
}

function trip({ id, faults }: Call): TrainsResponse {
  if (!/^[1-9]\d{0,14}$/.test(id)) return problem(400, 'The trip id must be a number')
  if (id !== '4711' && faults.has('unknown-trip-is-empty')) return { status: 200, body: {} }
  if (id !== '4711') return problem(404, 'Unknown trip')
  const price = faults.has('price-as-text') ? '19.50' : 19.5
  return { status: 200, body: { id: 4711, from: 1, to: 2, departure: '2026-03-09T12:00:00Z', price } }
}

function book({ request, body, bookings, faults }: Call): TrainsResponse {
  if (!/^(?:web|app|counter)$/.test(String(request.headers['x-channel'])))
    return problem(400, 'X-Channel must be web, app or counter')
  if (body.length > 0 && !/^application\/json *(?:;|$)/i.test(request.headers['content-type'] ?? ''))
    return problem(415, 'The body must be JSON')
  let data: unknown
  try {
    data = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body))
  } catch {
    return problem(400, 'The body is not JSON')
  }
  if (faults.has('crash-on-unicode') && /[^\0-\x7f]/.test(body.toString()))
    return problem(500, 'Internal server error')
  const error = bookingError(data, faults)
  if (error !== undefined) return problem(400, error)
  const { trip: number, passengers } = data as Booking
  const created = { id: randomUUID(), trip: number, passengers }
  bookings.set(created.id, created)
  return { status: 201, headers: { Location: `/v2/bookings/${created.id}` }, body: created }
}

function bookingError(data: unknown, faults: ReadonlySet<TrainsFault>): string | undefined {
  if (!isObject(data)) return 'A booking must be an object'
  if (!isNumber(data['trip'], 1, Number.MAX_SAFE_INTEGER)) return 'trip must be a number'
  const { passengers, payment } = data
  if (!Array.isArray(passengers) || passengers.length < 1 || passengers.length > 8)
    return 'There must be 1 to 8 passengers'
  for (const passenger of passengers) {
    const error = passengerError(passenger, faults)
    if (error !== undefined) return error
  }
  return payment === undefined ? undefined : paymentError(payment, faults)
}

function passengerError(passenger: unknown, faults: ReadonlySet<TrainsFault>): string | undefined {
  if (!isObject(passenger)) return 'A passenger must be an object'
  const { name, age, companion } = passenger
  const anonymous = faults.has('anonymous-passengers') && name === undefined
  if (!anonymous && !(typeof name === 'string' && name !== '' && [...name].length <= 40))
    return 'A name must have 1 to 40 characters'
  const acceptsText = faults.has('text-as-age') && typeof age === 'string'
  if (age !== undefined && !acceptsText && !isNumber(age, 0, 130)) return 'An age must be 0 to 130'
  return companion === undefined ? undefined : passengerError(companion, faults)
}

function paymentError(payment: unknown, faults: ReadonlySet<TrainsFault>): string | undefined {
  if (!isObject(payment)) return 'A payment must be an object'
  const { kind, number, iban } = payment
  if (kind === 'card')
    return /^\d{12,19}$/.test(String(number)) && typeof number === 'string'
      ? undefined
      : 'Invalid card number'
  if (kind !== 'account' || faults.has('no-accounts')) return 'A payment must be by card or account'
  return typeof iban === 'string' && [...iban].length >= 15 && [...iban].length <= 34
    ? undefined
    : 'Invalid IBAN'
}

function isDegrees(text: string | null, most: number): boolean {
  return text === null || (/^-?\d+(?:\.\d+)?$/.test(text) && Math.abs(Number(text)) <= most)
}

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) && text.length === 10
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isNumber(value: unknown, min: number, max: number): boolean {
  return Number.isInteger(value) && Number(value) >= min && Number(value) <= max
}

function booking({ id, bookings, faults }: Call): TrainsResponse {
  const [any] = bookings.values()
  if (any !== undefined && id === '123' && faults.has('any-id')) return { status: 200, body: any }
  const found = bookings.get(faults.has('ids-in-any-case') ? id.toLowerCase() : id)
  return found === undefined ? problem(404, 'Unknown booking') : { status: 200, body: found }
}

function cancelBooking({ id, bookings, faults }: Call): TrainsResponse {
  if (!bookings.delete(id)) return problem(404, 'Unknown booking')
  return faults.has('delete-says-200') ? { status: 200, body: {} } : { status: 204 }
}

function greet({ id }: Call): TrainsResponse {
  return { status: 200, body: `Hello, ${id}`, type: 'text/plain' }
}
