import { randomUUID } from 'node:crypto'
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import fixtures from '../../src/sandbox/fixtures.js'
import { startSandbox, type ApiName, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts'

/** A received response. */
export interface TesterResponse {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
  /** The body as JSON. Undefined if it is not JSON. */
  readonly json: Json
}

export type Json = Record<string, unknown> | undefined

/** The parts of a cancellation that a test can change. All other parts are valid. */
export interface Cancellation {
  readonly method?: string
  readonly path?: string
  /** The `Authorization` header, or null to omit it. Default: the first merchant's secret key. */
  readonly authorization?: string | null
  /** The idempotency key, or null to omit it. Default: a new key. */
  readonly key?: string | readonly string[] | null
  readonly reason?: string
  readonly body?: string | Buffer
  /** The `Content-Type`, or null to omit it. Default: the media type of the API if there is a body. */
  readonly type?: string | null
  readonly headers?: OutgoingHttpHeaders
}

/** Returns a `Basic` header for an API key. */
export function basic(key: string): string {
  return `Basic ${Buffer.from(`${key}:`).toString('base64')}`
}

/** A client that can also send invalid requests. */
export class Tester {
  readonly sandbox: Sandbox
  readonly api: ApiName

  constructor(sandbox: Sandbox) {
    this.sandbox = sandbox
    this.api = sandbox.api
  }

  /** The second merchant's `Authorization`. */
  get other(): string {
    return basic(this.sandbox.keys.other)
  }

  /** Creates a PaymentIntent. Returns its id. */
  async create(state = 'requires_payment_method', apiKey = this.sandbox.keys.secret): Promise<string> {
    const fixture = await fixtures.create(state, { baseUrl: this.sandbox.url, apiKey, fetch })
    const id = fixture?.[this.api === 'leanrails' ? 'id' : 'intent']
    if (id === undefined) throw new Error(`The sandbox has no state ${state}`)
    return id
  }

  /** Creates a PaymentIntent for which the next valid request receives a status code. Returns its id. */
  async provoke(status: string): Promise<string> {
    const { url: baseUrl, keys } = this.sandbox
    const fixture = await fixtures.provoke(status, { baseUrl, apiKey: keys.secret, fetch })
    return fixture?.[this.api === 'leanrails' ? 'id' : 'intent'] ?? ''
  }

  /** Creates a PaymentIntent with the fields of the admin request. Returns its id. */
  async createWith(spec: object): Promise<string> {
    const response = await this.admin('POST', '', JSON.stringify(spec))
    return (response.json?.['payment_intent'] as { id: string }).id
  }

  /** Returns the stored PaymentIntent. */
  async read(id: string): Promise<Record<string, unknown>> {
    const response = await this.admin('GET', `/${id}`)
    return response.json?.['payment_intent'] as Record<string, unknown>
  }

  admin(
    method: string,
    rest: string,
    body?: string,
    apiKey = this.sandbox.keys.secret,
  ): Promise<TesterResponse> {
    const headers = { authorization: basic(apiKey) }
    return this.send(method, `/_sandbox/payment_intents${rest}`, headers, body)
  }

  cancel(id: string, options: Cancellation = {}): Promise<TesterResponse> {
    const { authorization = basic(this.sandbox.keys.secret), key = randomUUID() } = options
    const body = options.body ?? (options.reason === undefined ? undefined : this.encode(options.reason))
    const type = options.type === undefined && body !== undefined ? this.mediaType : options.type
    const headers: OutgoingHttpHeaders = { ...options.headers }
    if (authorization !== null) headers['Authorization'] = authorization
    if (key !== null) headers['Idempotency-Key'] = key as string
    if (type !== null && type !== undefined) headers['Content-Type'] = type
    const path = options.path ?? `/v1/payment_intents/${id}/cancel`
    return this.send(options.method ?? 'POST', path, headers, body)
  }

  get mediaType(): string {
    return this.api === 'leanrails' ? 'application/json' : 'application/x-www-form-urlencoded'
  }

  /** Encodes a body with a reason. */
  encode(reason: string): string {
    return this.api === 'leanrails'
      ? JSON.stringify({ cancellation_reason: reason })
      : `cancellation_reason=${encodeURIComponent(reason)}`
  }

  send(
    method: string,
    path: string,
    headers: OutgoingHttpHeaders = {},
    body?: string | Buffer,
  ): Promise<TesterResponse> {
    const { hostname, port } = new URL(this.sandbox.url)
    const chunked = headers['Transfer-Encoding'] === 'chunked'
    const length = body === undefined || chunked ? {} : { 'Content-Length': Buffer.byteLength(body) }
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { hostname, port, method, path, agent: false, headers: { ...length, ...headers } },
        (incoming) => {
          const chunks: Buffer[] = []
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
          incoming.on('error', reject)
          incoming.on('end', () => {
            resolve(responseOf(incoming.statusCode ?? 0, incoming.headers, Buffer.concat(chunks)))
          })
        },
      )
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  }

  /** Sends bytes, half-closes the connection, and returns everything that it receives. */
  raw(bytes: string | Buffer): Promise<string> {
    const { hostname, port } = new URL(this.sandbox.url)
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
      const chunks: Buffer[] = []
      socket.on('data', (chunk: Buffer) => chunks.push(chunk))
      socket.on('error', reject)
      socket.on('end', () => {
        socket.destroy()
        resolve(Buffer.concat(chunks).toString('utf8'))
      })
      socket.end(bytes)
    })
  }
}

function responseOf(status: number, headers: IncomingHttpHeaders, bytes: Buffer): TesterResponse {
  const text = bytes.toString('utf8')
  let json: Json
  try {
    json = JSON.parse(text) as Json
  } catch {
    json = undefined
  }
  return { status, headers, bytes, text, json }
}

/** Runs a function against a new sandbox. */
export async function withSandbox<Result>(
  api: ApiName,
  options: SandboxOptions,
  run: (tester: Tester) => Promise<Result>,
): Promise<Result> {
  const sandbox = await startSandbox(api, options)
  try {
    return await run(new Tester(sandbox))
  } finally {
    await sandbox.close()
  }
}

/** Returns the status code, and the type, code and param of an error. */
export function summarize({ status, json }: TesterResponse): string {
  const error = json?.['error'] as Record<string, unknown> | undefined
  if (error === undefined) return String(status)
  return [status, error['type'], error['code'] ?? '-', error['param'] ?? '-'].map(String).join(' ')
}
