import { createServer, request as send } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { closeServer, listen } from '../../src/command/index.ts'
import { isJson } from '../../src/description/index.ts'
import type { Description } from '../../src/description/index.ts'

interface Response {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** A way in which a mock can be wrong. */
interface Wrong {
  /** Whether a description has a place for it. */
  readonly applies: (description: Description) => boolean
  readonly request?: (headers: IncomingHttpHeaders, description: Description) => void
  readonly response?: (response: Response) => void
}

const hasJson = ({ operations }: Description): boolean =>
  operations.some(({ responses }) =>
    responses.some(
      ({ status, content }) =>
        /^2/.test(status) &&
        content.some(({ mediaType, schema }) => schema !== undefined && isJson(mediaType)),
    ),
  )

export const WRONG: Readonly<Record<string, Wrong>> = {
  status: {
    applies: ({ operations }) => operations.length > 0,
    response: (response) => {
      if (response.status < 300) response.status = 299
    },
  },
  'required field': {
    applies: hasJson,
    response: changeJson((value) => (isObject(value) ? {} : value)),
  },
  type: {
    applies: hasJson,
    response: changeJson((value) =>
      isObject(value)
        ? Object.fromEntries(
            Object.entries(value).map(([key, child]) => [key, typeof child === 'string' ? 7 : 'seven']),
          )
        : { seven: 7 },
    ),
  },
  'missing auth check': {
    applies: ({ operations }) =>
      operations.some(({ security }) => security.length > 0 && security.every((each) => each.length > 0)),
    request: (headers, description) => {
      for (const { security } of description.operations)
        for (const { scheme } of security.flat()) addCredentials(headers, scheme)
    },
  },
  'media type': {
    applies: hasJson,
    response: ({ headers }) => {
      if (String(headers['content-type']).includes('json')) headers['content-type'] = 'text/html'
    },
  },
}

/** The key of the account that tests. */
export const KEY = 'mock_key_of_Ada'

function addCredentials(
  headers: IncomingHttpHeaders,
  scheme: Description['operations'][number]['security'][number][number]['scheme'],
): void {
  if (scheme.type === 'apiKey' && scheme.in === 'header') headers[(scheme.name ?? '').toLowerCase()] ??= KEY
  else if (scheme.type === 'http' && scheme.scheme?.toLowerCase() === 'basic')
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Starts a proxy that makes a server wrong. */
export async function startWrongProxy(target: string, wrong: Wrong, description: Description) {
  const server = createServer((incoming, outgoing) => {
    wrong.request?.(incoming.headers, description)
    const options = { method: incoming.method, headers: incoming.headers }
    const forwarded = send(`${target}${incoming.url ?? ''}`, options, (received) => {
      const chunks: Buffer[] = []
      received.on('data', (chunk: Buffer) => chunks.push(chunk))
      received.on('end', () => {
        const response = {
          status: received.statusCode ?? 500,
          headers: { ...received.headers },
          body: Buffer.concat(chunks),
        }
        // The fixtures of the mock are not part of the API.
        if (incoming.url?.startsWith('/_mock') !== true) wrong.response?.(response)
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
