import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { CREDENTIALS } from './credentials.ts'
import type { Fault } from './faults.ts'
import { formOf, multipartOf, integerOf, cookieOf } from './read.ts'

import { isBed, isInteger, isLayout, isObject, isPlant, isText } from './validate.ts'

type Data = Record<string, unknown>

export interface State {
  readonly beds: Map<string, Data>
  readonly plants: Map<string, Data & { bed: string }>
  next: number
}

export interface Reply {
  readonly status: number
  readonly body?: unknown
  readonly type?: string
  readonly headers?: Record<string, string>
}

interface Call {
  readonly request: IncomingMessage
  readonly segments: readonly string[]
  readonly query: string
  readonly body: Buffer
  readonly state: State
  readonly faults: ReadonlySet<Fault>
}

type Handler = (call: Call) => Reply
type Scheme = keyof typeof CREDENTIALS

export function problem(status: number, title: string, headers: Record<string, string> = {}): Reply {
  return { status, body: { title }, type: 'application/problem+json', headers }
}

const OK: Reply = { status: 200, body: { ok: true } }

export const ROUTES: readonly { pattern: RegExp; methods: Partial<Record<string, Handler>> }[] = [
  { pattern: /^\/v1\/beds$/, methods: { GET: owned(listBeds), POST: owned(createBed), OPTIONS: options } },
  {
    pattern: /^\/v1\/beds\/([^/]+)$/,
    methods: {
      GET: guarded([['headerKey'], ['token']], getBed, 'header-key-open'),
      HEAD: owned(headBed),
      PUT: owned(putBed),
      DELETE: owned(deleteBed),
    },
  },
  { pattern: /^\/v1\/beds\/([^/]+)\/plants$/, methods: { POST: owned(addPlant) } },
  { pattern: /^\/v1\/beds\/([^/]+)\/plants\/([^/]+)$/, methods: { GET: owned(getPlant) } },
  { pattern: /^\/v1\/convert\/([^/]+)\/([^/]+)$/, methods: { GET: convert } },
  {
    pattern: /^\/v1\/locate\/([^/]+)\/([^/]+)\/([^/]+)$/,
    methods: { GET: guarded([['headerKey', 'queryKey']], locate) },
  },
  { pattern: /^\/v1\/search$/, methods: { GET: search } },
  { pattern: /^\/v1\/orders$/, methods: { POST: guarded([['basic']], order, 'basic-open') } },
  { pattern: /^\/v1\/uploads$/, methods: { POST: guarded([['headerKey']], upload) } },
  { pattern: /^\/v1\/notes$/, methods: { POST: guarded([['cookieKey']], note, 'cookie-key-open') } },
  { pattern: /^\/v1\/photos$/, methods: { POST: photo } },
  { pattern: /^\/v1\/events$/, methods: { GET: guarded([['oauth']], events, 'oauth-open') } },
  { pattern: /^\/v1\/layout$/, methods: { POST: layout } },
]

function owned(handler: Handler): Handler {
  return guarded([['headerKey'], ['token']], handler)
}

/** Requires all schemes of one alternative. `open` is the fault that requires none. */
function guarded(alternatives: readonly (readonly Scheme[])[], handler: Handler, open?: Fault): Handler {
  return (call) => {
    const { headers } = call.request
    const [, scheme = '', value = ''] = /^(\S+) (.+)$/.exec(headers.authorization ?? '') ?? []
    const isBearer = scheme.toLowerCase() === 'bearer'
    const basic = Buffer.from(CREDENTIALS.basic).toString('base64')
    const isList = call.request.method === 'GET' && /\/beds(?:\?|$)/.test(call.request.url ?? '')
    const given: Record<Scheme, boolean> = {
      headerKey: headers['x-key'] === CREDENTIALS.headerKey,
      queryKey:
        new URLSearchParams(call.query).get('api_key') === CREDENTIALS.queryKey ||
        call.faults.has('query-key-optional'),
      cookieKey: cookieOf(headers.cookie, 'sid') === CREDENTIALS.cookieKey,
      basic: scheme.toLowerCase() === 'basic' && value === basic,
      token: isBearer && value === CREDENTIALS.token && !(isList && call.faults.has('bearer-rejected')),
      oauth: isBearer && value === CREDENTIALS.oauth,
    }
    const isAllowed = alternatives.some((schemes) => schemes.every((one) => given[one]))
    if (isAllowed || (open !== undefined && call.faults.has(open))) return handler(call)
    return problem(401, 'No valid credentials', { 'WWW-Authenticate': 'Bearer' })
  }
}

/** Returns JSON, or the rejection of a body that is absent. */
function jsonOf({ request, body }: Call): { value: unknown } | { rejected: Reply } {
  if (body.length > 0 && !/^application\/json *(?:;|$)/i.test(request.headers['content-type'] ?? ''))
    return { rejected: problem(415, 'The body must be JSON') }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
    return { value: JSON.parse(text) as unknown }
  } catch {
    return { rejected: problem(400, 'The body is not JSON') }
  }
}

function options({ faults }: Call): Reply {
  return { status: faults.has('status') ? 200 : 204, headers: { Allow: 'GET, POST, OPTIONS' } }
}

function listBeds({ query, state, faults }: Call): Reply {
  const limits = new URLSearchParams(query).getAll('limit')
  const limit = limits.length === 0 ? 50 : limits.length === 1 ? integerOf(limits[0]) : undefined
  if (!isInteger(limit, 1, 50)) return problem(400, 'limit must be 1 to 50')
  const beds = [...state.beds.values()].reverse()
  const page = faults.has('limit-ignored') ? beds : beds.slice(0, limit)
  return { status: 200, body: page.map(shownBed) }
}

function shownBed(bed: Data): Data {
  return Object.fromEntries(Object.entries(bed).filter(([name]) => name !== 'pin'))
}

function createBed(call: Call): Reply {
  const { state, faults } = call
  const parsed = jsonOf(call)
  if ('rejected' in parsed) return parsed.rejected
  if (!isBed(parsed.value, faults, true)) return problem(400, 'Not a bed')
  const given = parsed.value
  if (faults.has('crash-on-unicode') && /[^\0-\x7f]/.test(JSON.stringify(given)))
    return problem(500, 'Internal server error')
  const id = faults.has('read-only-accepted') && typeof given['id'] === 'string' ? given['id'] : randomUUID()
  const bed = { ...given, id }
  state.beds.set(id, bed)
  const at = faults.has('wrong-location') ? randomUUID() : id
  return {
    status: 201,
    headers: faults.has('no-location') ? {} : { Location: `/v1/beds/${encodeURIComponent(at)}` },
    body: shownBed(bed),
  }
}

function bedOf({ state, segments: [id = ''] }: Call): Data | undefined {
  return state.beds.get(id)
}

const UNKNOWN = problem(404, 'Unknown')

function getBed(call: Call): Reply {
  const bed = bedOf(call)
  if (bed === undefined) return UNKNOWN
  const { rows, ...rest } = shownBed(bed)
  return { status: 200, body: call.faults.has('required') ? rest : { ...rest, rows } }
}

function headBed(call: Call): Reply {
  const bed = bedOf(call)
  if (bed === undefined) return { status: 404 }
  const headers = call.faults.has('head-headers') ? undefined : { 'X-Rows': String(bed['rows']) }
  return { status: 200, body: '', ...(headers === undefined ? {} : { headers }) }
}

function putBed(call: Call): Reply {
  const bed = bedOf(call)
  if (bed === undefined) return UNKNOWN
  const parsed = jsonOf(call)
  if ('rejected' in parsed) return parsed.rejected
  if (!isBed(parsed.value, call.faults, false)) return problem(400, 'Not a bed')
  const changed = { ...parsed.value, id: bed['id'] }
  call.state.beds.set(String(bed['id']), changed)
  return { status: 200, body: shownBed(changed) }
}

function deleteBed(call: Call): Reply {
  const bed = bedOf(call)
  if (bed === undefined) return UNKNOWN
  if (!call.faults.has('delete-does-nothing')) call.state.beds.delete(String(bed['id']))
  return call.faults.has('delete-with-body') ? { status: 200, body: {} } : { status: 204 }
}

function addPlant(call: Call): Reply {
  const bed = bedOf(call)
  if (bed === undefined) return UNKNOWN
  const parsed = jsonOf(call)
  if ('rejected' in parsed) return parsed.rejected
  if (!isPlant(parsed.value, call.faults)) return problem(400, 'Not a plant')
  const plant = { ...parsed.value, id: randomUUID() }
  call.state.plants.set(plant.id, { ...plant, bed: String(bed['id']) })
  return { status: 201, body: plant }
}

function getPlant(call: Call): Reply {
  const found = call.state.plants.get(call.segments[1] ?? '')
  const isOther = found?.bed !== call.segments[0] && !call.faults.has('other-parent')
  if (found === undefined || isOther || (bedOf(call) === undefined && !call.faults.has('other-parent')))
    return UNKNOWN
  const plant = Object.entries(found).filter(([name]) => name !== 'bed')
  return { status: 200, body: Object.fromEntries(plant) }
}

function convert({ segments: [n, unit = ''], faults }: Call): Reply {
  const value = integerOf(n)
  if (!isInteger(value, 0, 1000) || !/^(?:cm|mm)$/.test(unit)) {
    const trace = 'Error: bad\n    at convert (/srv/app/convert.js:12:7)\n    at main (/srv/app/index.js:3:1)'
    return problem(400, faults.has('stack-trace') ? trace : 'Not a length')
  }
  const metres = Number(value) / (unit === 'cm' ? 100 : 1000)
  return { status: 200, body: { metres: faults.has('type') ? String(metres) : metres, unit } }
}

function locate({ segments: [row = '', marks = '', spot = ''], faults }: Call): Reply {
  const number = integerOf(/^;row=(.+)$/.exec(row)?.[1])
  const names = marks.startsWith('.') ? marks.slice(1).split(/[.,]/) : []
  const place = spot.split(',')
  const isValid =
    (faults.has('matrix-ignored') ? Number.isInteger(number) : isInteger(number, 1, 99)) &&
    names.length >= 1 &&
    names.length <= 3 &&
    names.every((name) => /^(?:sun|shade|wind)$/.test(name)) &&
    place.length === 2 &&
    place.every((one) => isInteger(integerOf(one), 0, 9))
  return isValid ? OK : problem(400, 'Not a place')
}

function search({ request, query, faults }: Call): Reply {
  const fields = new URLSearchParams(query)
  const names = [...fields.keys()]
  if (new Set(names).size !== names.length) return problem(400, 'A parameter is repeated')
  const list = (name: string, separator: RegExp, most: number, check: (one: string) => boolean): boolean => {
    const given = fields.get(name)
    if (given === null || given === '') return true
    const parts = given.split(separator)
    return parts.length <= most && parts.every(check)
  }
  const within = (min: number, max: number) => (text: string) => isInteger(integerOf(text), min, max)
  const body = fields.get('body')
  const lat = fields.get('near[lat]')
  const depth = request.headers['x-depth']
  const lang = cookieOf(request.headers.cookie, 'lang')
  const filter = fields.get('filter')
  const isValid =
    (body === null || isText(body, 0, 12)) &&
    list('tags', /,/, 2, (one) => /^(?:red|blue|green)$/.test(one)) &&
    list('years', / /, 2, within(1990, 2030)) &&
    (faults.has('pipes-ignored') || list('sizes', /\|/, 3, within(1, 9))) &&
    (lat === null || isInteger(integerOf(lat), -90, faults.has('deep-object-ignored') ? 999 : 90)) &&
    (depth === undefined || isInteger(integerOf(String(depth)), 1, faults.has('header-ignored') ? 999 : 5)) &&
    (lang === undefined || /^(?:de|en)$/.test(lang) || faults.has('cookie-ignored')) &&
    (filter === null || isFilter(filter, faults.has('content-parameter-ignored') ? 999 : 5))
  if (!isValid) return problem(400, 'Invalid search')
  return faults.has('media-type') ? { status: 200, body: '<p>ok</p>', type: 'text/html' } : OK
}

function isFilter(text: string, max: number): boolean {
  try {
    const value = JSON.parse(text) as unknown
    return isObject(value) && isInteger(value['max'], 1, max)
  } catch {
    return false
  }
}

function order({ request, body, faults }: Call): Reply {
  if (!/^application\/x-www-form-urlencoded *(?:;|$)/i.test(request.headers['content-type'] ?? ''))
    return body.length === 0 ? problem(400, 'No form') : problem(415, 'The body must be a form')
  const form = formOf(body)
  if (form === undefined) return problem(400, 'Not a form')
  const keys = form.getAll('key')
  const counts = form.getAll('count')
  const ids = form.getAll('ids')
  const isValid =
    keys.length === 1 &&
    isText(keys[0], 1, 10) &&
    counts.length === 1 &&
    isInteger(integerOf(counts[0]), 1, faults.has('form-bounds') ? 999 : 9) &&
    ids.length <= 2 &&
    ids.every((one) => isInteger(integerOf(one), 1, 9))
  return isValid ? OK : problem(400, 'Invalid order')
}

function upload({ request, body, faults }: Call): Reply {
  const type = request.headers['content-type'] ?? ''
  if (body.length > 0 && !/^multipart\/form-data *(?:;|$)/i.test(type))
    return problem(415, 'The body must be multipart')
  const parts = multipartOf(type, body)
  if (parts === undefined) return problem(400, 'No parts')
  const titles = parts.get('title') ?? []
  if (titles.length === 0 && faults.has('part-optional')) return OK
  const longest = faults.has('part-length') ? 999 : 20
  return titles.length === 1 && isText(titles[0], 1, longest) ? OK : problem(400, 'Invalid upload')
}

function note({ request, body }: Call): Reply {
  const type = request.headers['content-type'] ?? ''
  if (body.length === 0) return problem(400, 'No text')
  if (/^application\/xml *(?:;|$)/i.test(type))
    return /^\s*(?:<\?xml[^>]*>\s*)?<note\b/.test(body.toString())
      ? { status: 200, body: 'noted', type: 'text/plain' }
      : problem(400, 'Not a note')
  if (!/^text\/plain *(?:;|$)/i.test(type)) return problem(415, 'The body must be text')
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return problem(400, 'Not UTF-8')
  }
  if (!isText(text, 1, 40)) return problem(400, 'Too long')
  return { status: 200, body: text, type: 'text/plain; charset=utf-8' }
}

function photo({ request, body }: Call): Reply {
  const type = request.headers['content-type'] ?? ''
  if (body.length > 0 && !/^application\/octet-stream *(?:;|$)/i.test(type))
    return problem(415, 'The body must be bytes')
  return { status: 200, body: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]), type: 'application/octet-stream' }
}

function events(): Reply {
  return { status: 200, body: 'event: frost\ndata: -2\n\n', type: 'text/event-stream' }
}

function layout(call: Call): Reply {
  const parsed = jsonOf(call)
  if ('rejected' in parsed) return parsed.rejected
  if (parsed.value === null) return call.faults.has('crash-on-null') ? problem(500, 'Oops') : OK
  return isLayout(parsed.value, call.faults) ? OK : problem(400, 'Not a layout')
}
