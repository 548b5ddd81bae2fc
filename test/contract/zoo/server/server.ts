import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { essence, validateBody } from './bodies.ts'
import { Document } from './document.ts'
import type { JsonObject, DescriptionNode } from './document.ts'
import { exists, isValidParameter } from './parameters.ts'
import type { SentRequest } from './parameters.ts'
import { sample } from './sample.ts'
import { isAuthorized } from './security.ts'

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

interface SimpleResponse {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly body?: string
}

/** Starts a correct server of a description. It validates requests strictly and returns documented responses. */
export async function startServer(
  root: JsonObject,
  keys: readonly string[],
): Promise<{ readonly url: string; readonly failures: unknown[]; close(): Promise<void> }> {
  const document = new Document(root)
  const failures: unknown[] = []
  const server = createServer((request, response) => {
    void bytesOf(request)
      .then((bytes) => respond(document, request, bytes, keys))
      .catch((error: unknown): SimpleResponse => {
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

function respond(
  document: Document,
  request: IncomingMessage,
  bytes: Buffer,
  keys: readonly string[],
): SimpleResponse {
  const url = request.url ?? ''
  const [raw = '', query = ''] = url.split(/\?(.*)/s)
  const found = document.children({ part: document.root, at: '' }, 'paths').flatMap(([template, item]) => {
    const prefixes = ['', ...METHODS.flatMap((method) => relativeServer(item.part[method]))]
    const path = prefixes.map((prefix) => match(`${prefix}${template}`, raw)).find((one) => one !== undefined)
    return path === undefined ? [] : [{ item, path }]
  })[0]
  if (found === undefined) return { status: 404 }
  const { item, path } = found
  const methods = METHODS.filter((method) => item.part[method] !== undefined)
  const allow = { Allow: methods.map((method) => method.toUpperCase()).join(', ') }
  const requestedMethod = (request.method ?? '').toLowerCase()
  const method = requestedMethod === 'head' && !methods.includes('head') ? 'get' : requestedMethod
  if (method === 'options' && !methods.includes('options')) return { status: 204, headers: allow }
  if (!methods.includes(method)) return { status: 405, headers: allow }
  const operation = document.below(item, method)
  const sent: SentRequest = {
    query: pairs(query, '&'),
    headers: request.headers,
    cookies: cookiesOf(request),
    path,
  }
  if (!keys.some((key) => isAuthorized(document, operation, sent, key)))
    return rejection(document, operation, [401, 403])
  try {
    const parameters = parametersOf(document, item, operation)
    const invalid = parameters.find((one) => !isValidParameter(document, one, sent))
    if (invalid?.part['in'] === 'path') return rejection(document, operation, [404, 400, 422])
    if (invalid !== undefined) return rejection(document, operation, [400, 422])
    const documentsNotFound = document.below(operation, 'responses').part['404'] !== undefined
    if (documentsNotFound && !parameters.every((one) => exists(document, one, sent)))
      return documentedResponse(document, operation, 404, false)
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    return rejection(document, operation, [400, 404, 422])
  }
  if (operation.part['requestBody'] !== undefined) {
    const body = document.below(operation, 'requestBody')
    const validity = validateBody(document, body, request.headers['content-type'], bytes)
    if (validity !== 'valid')
      return rejection(document, operation, validity === 'invalid' ? [400, 422] : [415, 400, 422])
  }
  return success(document, operation, requestedMethod === 'head')
}

/** Returns the path of an operation's own server, if it is relative. */
function relativeServer(operation: unknown): string[] {
  const [server] = (operation as { servers?: { url: string }[] } | undefined)?.servers ?? []
  return server?.url.startsWith('/') === true ? [server.url] : []
}

/** Returns the parameters of the operation and of the path, without headers that OpenAPI ignores as parameters. */
function parametersOf(
  document: Document,
  item: DescriptionNode,
  operation: DescriptionNode,
): DescriptionNode[] {
  const found = new Map<string, DescriptionNode>()
  for (const node of [item, operation]) {
    for (const [, parameter] of document.children(node, 'parameters')) {
      const { in: where, name } = parameter.part as { in: string; name: string }
      if (where === 'header' && /^(?:accept|content-type|authorization)$/i.test(name)) continue
      found.set(`${where} ${name}`, parameter)
    }
  }
  return [...found.values()]
}

/** Returns the raw texts of the template expressions, or undefined if the path does not match. */
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

/** Returns the first of the usual rejections that is described, or else any other rejection. */
function rejection(document: Document, operation: DescriptionNode, usual: readonly number[]): SimpleResponse {
  const described = Object.keys(operation.part['responses'] ?? {})
  const isDescribed = (status: number): boolean =>
    described.includes(String(status)) || described.includes(`${String(status).slice(0, 1)}XX`)
  const other = described.map(Number).find((status) => status >= 400 && status < 500)
  const status = usual.find(isDescribed) ?? other ?? usual[0] ?? 400
  return described.length === 0 ? { status } : documentedResponse(document, operation, status, false)
}

function success(document: Document, operation: DescriptionNode, isHead: boolean): SimpleResponse {
  const described = Object.keys(operation.part['responses'] ?? {})
  const named = [/^2/, /^3/, /^default$/, /./].flatMap((kind) => described.filter((one) => kind.test(one)))
  const status = Number((named[0] ?? '204').replace('XX', '00').replace('default', '200'))
  return documentedResponse(document, operation, status, isHead)
}

/** Returns a response with the described headers and body. */
function documentedResponse(
  document: Document,
  operation: DescriptionNode,
  status: number,
  isHead: boolean,
): SimpleResponse {
  const names = [String(status), `${String(status).slice(0, 1)}XX`, 'default']
  const responses = document.below(operation, 'responses')
  const name = names.find((one) => responses.part[one] !== undefined)
  if (name === undefined) return { status }
  const response = document.below(responses, name)
  const headers: Record<string, string> = {}
  for (const [header, node] of document.children(response, 'headers')) {
    const [content] = document.children(node, 'content')
    const schema = content === undefined ? `${node.at}/schema` : `${content[1].at}/schema`
    const made = document.has(schema) ? sample(document, schema)?.value : 'a'
    const text = content === undefined ? simple(made, node.part['explode'] === true) : JSON.stringify(made)
    if (made !== undefined && made !== null) headers[header] = text
  }
  const contents = document.children(response, 'content')
  const [mediaType, node] = contents.find(([type]) => type.includes('json')) ?? contents[0] ?? []
  if (mediaType === undefined || node === undefined || status === 204) return { status, headers }
  const type = mediaType.replace(/^\*\/\*$/, 'application/json').replace('/*', '/png')
  headers['Content-Type'] = type
  const schema = `${node.at}/schema`
  const made = document.has(schema) ? sample(document, schema) : { value: 'a' }
  if (made === undefined) throw new Error(`No value could be made for ${schema}.`)
  const isJson = essence(type).endsWith('json')
  const body = isJson || typeof made.value !== 'string' ? JSON.stringify(made.value) : made.value
  return isHead ? { status, headers } : { status, headers, body }
}

/** Returns a header's value in the style `simple`. */
function simple(value: unknown, explode: boolean): string {
  if (Array.isArray(value)) return value.join(',')
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value)
  return explode ? entries.map((pair) => pair.join('=')).join(',') : entries.flat().join(',')
}
