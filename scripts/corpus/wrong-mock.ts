import { createServer, request as send } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { closeServer, listen } from '../../src/command/index.ts'
import { isJson, isRange } from '../../src/description/index.ts'
import type { Description, Operation } from '../../src/description/index.ts'
import { isRecord, jsonTypesOf, schemasOf, shapeOf } from '../../src/schema/index.ts'
import type { Shape } from '../../src/schema/index.ts'

interface Response {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

interface Request {
  readonly headers: IncomingHttpHeaders
  /** The path and the query. */
  target: string
}

/** A way in which a mock can be wrong. */
interface Wrong {
  /** Returns why a description has no place for it; undefined if it has one. */
  readonly whyNot: (description: Description) => string | undefined
  readonly request?: (request: Request, description: Description) => void
  readonly response?: (response: Response, description: Description) => void
}

/** Returns the schemas of successful responses that the mock writes as JSON, also where any media type is allowed. */
function jsonSchemas({ operations }: Description): string[] {
  return operations
    .flatMap(({ responses }) => responses)
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ content }) => content)
    .flatMap(({ mediaType, schema }) => (schema !== undefined && isJsonOrRange(mediaType) ? [schema] : []))
}

function isJsonOrRange(mediaType: string): boolean {
  return isJson(mediaType) || isRange(mediaType)
}

/** Returns the shapes of the objects in successful JSON responses that a wrong mock changes. */
function jsonObjects(description: Description): Shape[] {
  const { document } = description
  return jsonSchemas(description).flatMap((schema) => {
    const shape = shapeOf(document, schema)
    return [shape, ...(shape.items === undefined ? [] : [shapeOf(document, shape.items)])]
  })
}

/** Whether an operation documents its successes one by one: every other status code is wrong. */
function documentsSuccesses({ responses }: Operation): boolean {
  return responses.length > 0 && !responses.some(({ status }) => /^(?:2XX|default)$/i.test(status))
}

/** Returns whether the schema of a JSON response rejects a value that a wrong mock has changed. */
function restrictsType(description: Description, schema: string): boolean {
  const { items } = shapeOf(description.document, schema)
  return rejectsChange(description, schema) || (items !== undefined && rejectsChange(description, items))
}

function rejectsChange({ document }: Description, schema: string): boolean {
  const types = jsonTypesOf(document, schema)
  if (types !== undefined && !types.has('object') && !types.has('array')) return true
  // A schema with `properties` and no `type` allows a text, too.
  const schemas = schemasOf(document)
  return [...shapeOf(document, schema).properties.values()].some(
    (property) => !schemas.mayBeValid(property, 7) || !schemas.mayBeValid(property, 'seven'),
  )
}

/** Returns the media types of successful responses that are no ranges. */
function mediaTypes({ operations }: Description): string[] {
  return operations
    .flatMap(({ responses }) => responses)
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ content }) => content.map(({ mediaType }) => mediaType))
    .filter((mediaType) => !isRange(mediaType))
}

const unless = (isPossible: boolean, reason: string): string | undefined => (isPossible ? undefined : reason)

export const WRONG: Readonly<Record<string, Wrong>> = {
  status: {
    whyNot: ({ operations }) => unless(operations.length > 0, 'no operations'),
    response: (response, { operations }) => {
      // Where every success is described, only an error of the server is wrong.
      if (response.status < 300) response.status = operations.some(documentsSuccesses) ? 299 : 500
    },
  },
  'required field': {
    whyNot: (description) =>
      unless(
        jsonObjects(description).some(({ required }) => required.length > 0),
        'no JSON response has a required property',
      ),
    response: changeJson((value) => (isRecord(value) ? {} : value)),
  },
  type: {
    whyNot: (description) =>
      unless(
        jsonSchemas(description).some((schema) => restrictsType(description, schema)),
        'no JSON response has a type',
      ),
    response: changeJson((value) =>
      isRecord(value)
        ? Object.fromEntries(
            Object.entries(value).map(([key, child]) => [key, typeof child === 'string' ? 7 : 'seven']),
          )
        : { seven: 7 },
    ),
  },
  'missing auth check': {
    whyNot: ({ operations }) =>
      unless(
        operations.some(({ security }) => security.length > 0 && security.every((each) => each.length > 0)),
        'no operation requires credentials',
      ),
    request: (request, description) => {
      const schemes = description.operations.flatMap(({ security }) => security.flat())
      for (const scheme of new Set(schemes.map((one) => one.scheme))) addCredentials(request, scheme)
    },
  },
  'media type': {
    whyNot: (description) => unless(mediaTypes(description).length > 0, 'no response has one media type'),
    response: ({ status, headers }) => {
      if (String(headers['content-type']).includes('json')) headers['content-type'] = 'text/html'
      else if (status < 300 && headers['content-type'] !== undefined)
        headers['content-type'] = 'application/x-other'
    },
  },
}

/** The key of the account that tests. */
export const KEY = 'mock_key_of_Ada'

function addCredentials(
  request: Request,
  scheme: Description['operations'][number]['security'][number][number]['scheme'],
): void {
  const { headers } = request
  const { type, name = '', in: location } = scheme
  if (type === 'apiKey' && location === 'query') {
    const url = new URL(request.target, 'http://localhost')
    if (!url.searchParams.has(name)) request.target += `${url.search === '' ? '?' : '&'}${name}=${KEY}`
  } else if (type === 'apiKey' && location === 'cookie') {
    const pair = `${name}=${KEY}`
    headers.cookie = headers.cookie === undefined ? pair : `${headers.cookie}; ${pair}`
  } else if (type === 'apiKey') headers[name.toLowerCase()] ??= KEY
  else if (type === 'http' && scheme.scheme?.toLowerCase() === 'basic')
    headers.authorization = `Basic ${Buffer.from(`${KEY}:`).toString('base64')}`
  else headers.authorization = `Bearer ${KEY}`
}

function changeJson(change: (value: unknown) => unknown): (response: Response) => void {
  return (response) => {
    if (response.status >= 300 || !String(response.headers['content-type']).includes('json')) return
    const value: unknown = JSON.parse(response.body.toString() || 'null')
    response.body = Buffer.from(JSON.stringify(Array.isArray(value) ? value.map(change) : change(value)))
  }
}

/** Starts a proxy that makes a server wrong. */
export async function startWrongProxy(target: string, wrong: Wrong, description: Description) {
  const server = createServer((incoming, outgoing) => {
    const request = { headers: incoming.headers, target: incoming.url ?? '' }
    wrong.request?.(request, description)
    const options = { method: incoming.method, headers: request.headers }
    const forwarded = send(`${target}${request.target}`, options, (received) => {
      const chunks: Buffer[] = []
      received.on('data', (chunk: Buffer) => chunks.push(chunk))
      received.on('end', () => {
        const response = {
          status: received.statusCode ?? 500,
          headers: { ...received.headers },
          body: Buffer.concat(chunks),
        }
        // The fixtures of the mock are not part of the API.
        if (incoming.url?.startsWith('/_mock') !== true) wrong.response?.(response, description)
        delete response.headers['transfer-encoding']
        if (response.body.length > 0) response.headers['content-length'] = String(response.body.length)
        outgoing.writeHead(response.status, response.headers)
        outgoing.end(response.body)
      })
    })
    forwarded.on('error', () => incoming.destroy())
    incoming.pipe(forwarded)
  })
  const url = await listen(server, 0, '127.0.0.1')
  return { url, close: () => closeServer(server) }
}
