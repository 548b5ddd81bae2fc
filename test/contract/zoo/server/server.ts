import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { essence, opinionOf } from './bodies.ts'
import { Document } from './document.ts'
import type { Part, Place } from './document.ts'
import { exists, isRight } from './parameters.ts'
import type { Sent } from './parameters.ts'
import { sample } from './sample.ts'
import { isWelcome } from './security.ts'

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

interface Answer {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly body?: string
}

/** A correct server of a description, made from what it says: what is asked is judged strictly, and answered by it. */
export async function startServer(
  root: Part,
  keys: readonly string[],
): Promise<{ readonly url: string; readonly failures: unknown[]; close(): Promise<void> }> {
  const document = new Document(root)
  const failures: unknown[] = []
  const server = createServer((request, response) => {
    void bytesOf(request)
      .then((bytes) => answer(document, request, bytes, keys))
      .catch((error: unknown): Answer => {
        failures.push(error)
        return { status: 500 }
      })
      .then(({ status, headers = {}, body }) => {
        response.writeHead(status, headers).end(body)
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    failures,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function answer(
  document: Document,
  request: IncomingMessage,
  bytes: Buffer,
  keys: readonly string[],
): Answer {
  const url = request.url ?? ''
  const [raw = '', query = ''] = url.split(/\?(.*)/s)
  const found = document.children({ part: document.root, at: '' }, 'paths').flatMap(([template, item]) => {
    const path = match(template, raw)
    return path === undefined ? [] : [{ item, path }]
  })[0]
  if (found === undefined) return { status: 404 }
  const { item, path } = found
  const methods = METHODS.filter((method) => item.part[method] !== undefined)
  const allow = { Allow: methods.map((method) => method.toUpperCase()).join(', ') }
  const asked = (request.method ?? '').toLowerCase()
  const method = asked === 'head' && !methods.includes('head') ? 'get' : asked
  if (method === 'options' && !methods.includes('options')) return { status: 204, headers: allow }
  if (!methods.includes(method)) return { status: 405, headers: allow }
  const operation = document.below(item, method)
  const sent: Sent = { query: pairs(query, '&'), headers: request.headers, cookies: cookiesOf(request), path }
  if (!keys.some((key) => isWelcome(document, operation, sent, key)))
    return refusal(document, operation, [401, 403])
  try {
    const parameters = parametersOf(document, item, operation)
    const wrong = parameters.find((one) => !isRight(document, one, sent))
    if (wrong?.part['in'] === 'path') return refusal(document, operation, [404, 400, 422])
    if (wrong !== undefined) return refusal(document, operation, [400, 422])
    const isLost = document.below(operation, 'responses').part['404'] !== undefined
    if (isLost && !parameters.every((one) => exists(document, one, sent)))
      return told(document, operation, 404, false)
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    return refusal(document, operation, [400, 404, 422])
  }
  if (operation.part['requestBody'] !== undefined) {
    const body = document.below(operation, 'requestBody')
    const opinion = opinionOf(document, body, request.headers['content-type'], bytes)
    if (opinion !== 'right')
      return refusal(document, operation, opinion === 'wrong' ? [400, 422] : [415, 400, 422])
  }
  return success(document, operation, asked === 'head')
}

/** The operation's own parameters win over the path's; those that other parts of a description speak of are none. */
function parametersOf(document: Document, item: Place, operation: Place): Place[] {
  const found = new Map<string, Place>()
  for (const place of [item, operation]) {
    for (const [, parameter] of document.children(place, 'parameters')) {
      const { in: where, name } = parameter.part as { in: string; name: string }
      if (where === 'header' && /^(?:accept|content-type|authorization)$/i.test(name)) continue
      found.set(`${where} ${name}`, parameter)
    }
  }
  return [...found.values()]
}

/** The raw texts in the places of a template; undefined where it is another path. */
function match(template: string, path: string): Map<string, string> | undefined {
  const parts = template.split(/\{([^{}]+)\}/)
  const names = parts.filter((_, index) => index % 2 === 1)
  const source = parts.map((part, index) =>
    index % 2 === 1 ? '([^/]+?)' : encodeURI(part).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  )
  const found = new RegExp(`^${source.join('')}$`).exec(path)
  return found === null ? undefined : new Map(names.map((name, index) => [name, found[index + 1] ?? '']))
}

function pairs(text: string, delimiter: string): [string, string][] {
  const parts = text.split(delimiter).filter((part) => part !== '')
  return parts.map((part): [string, string] => {
    const [name = '', ...more] = part.split('=')
    return [name, more.join('=')]
  })
}

function cookiesOf({ headers }: IncomingMessage): [string, string][] {
  return pairs(headers.cookie ?? '', ';').map(([name, text]) => [name.trim(), text.trim()])
}

/** The first of some statuses that is described, or else any refusal that is. */
function refusal(document: Document, operation: Place, usual: readonly number[]): Answer {
  const described = Object.keys(operation.part['responses'] ?? {})
  const isDescribed = (status: number): boolean =>
    described.includes(String(status)) || described.includes(`${String(status).slice(0, 1)}XX`)
  const other = described.map(Number).find((status) => status >= 400 && status < 500)
  const status = usual.find(isDescribed) ?? other ?? usual[0] ?? 400
  return described.length === 0 ? { status } : told(document, operation, status, false)
}

function success(document: Document, operation: Place, isHead: boolean): Answer {
  const described = Object.keys(operation.part['responses'] ?? {})
  const named = [/^2/, /^3/, /^default$/, /./].flatMap((kind) => described.filter((one) => kind.test(one)))
  const status = Number((named[0] ?? '204').replace('XX', '00').replace('default', '200'))
  return told(document, operation, status, isHead)
}

/** An answer with the headers and the body that its description has. */
function told(document: Document, operation: Place, status: number, isHead: boolean): Answer {
  const names = [String(status), `${String(status).slice(0, 1)}XX`, 'default']
  const responses = document.below(operation, 'responses')
  const name = names.find((one) => responses.part[one] !== undefined)
  if (name === undefined) return { status }
  const response = document.below(responses, name)
  const headers: Record<string, string> = {}
  for (const [header, place] of document.children(response, 'headers')) {
    const [content] = document.children(place, 'content')
    const schema = content === undefined ? `${place.at}/schema` : `${content[1].at}/schema`
    const made = document.has(schema) ? sample(document, schema)?.value : 'a'
    const text = content === undefined ? simple(made, place.part['explode'] === true) : JSON.stringify(made)
    if (made !== undefined && made !== null) headers[header] = text
  }
  const contents = document.children(response, 'content')
  const [mediaType, place] = contents.find(([type]) => type.includes('json')) ?? contents[0] ?? []
  if (mediaType === undefined || place === undefined || status === 204) return { status, headers }
  const type = mediaType.replace(/^\*\/\*$/, 'application/json').replace('/*', '/png')
  headers['Content-Type'] = type
  const schema = `${place.at}/schema`
  const made = document.has(schema) ? sample(document, schema) : { value: 'a' }
  if (made === undefined) throw new Error(`No value could be made for ${schema}.`)
  const isJson = essence(type).endsWith('json')
  const body = isJson || typeof made.value !== 'string' ? JSON.stringify(made.value) : made.value
  return isHead ? { status, headers } : { status, headers, body }
}

/** A header's value in the style `simple`. */
function simple(value: unknown, explode: boolean): string {
  if (Array.isArray(value)) return value.join(',')
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value)
  return explode ? entries.map((pair) => pair.join('=')).join(',') : entries.flat().join(',')
}
