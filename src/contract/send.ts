import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { ReceivedResponse, SentRequest } from './exchange.ts'
import type { Target } from './target.ts'

/** The target could not be spoken to. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

/** The longest `Retry-After`, in seconds, that a run waits for. */
export const LONGEST_WAIT = 120

/** Sends requests as they are: node:http neither folds paths nor joins or renames headers. */
export class Sender {
  /** Told to the reader: dropped connections, waits. */
  readonly notes: string[] = []
  sent = 0
  private readonly target: Target
  private readonly agent: HttpAgent
  private nextSlot = 0

  constructor(target: Target) {
    this.target = target
    const options = { keepAlive: true, maxSockets: 256, noDelay: true }
    this.agent = target.baseUrl.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options)
  }

  close(): void {
    this.agent.destroy()
  }

  /**
   * Sends one request. A dropped connection is tried once more and told; a `Retry-After` on 429 is obeyed.
   *
   * @param options.obey false where 429 is an answer to be judged
   * @throws UnreachableError after the second drop, or where no answer came in time
   */
  async send(request: SentRequest, options: { obey?: boolean } = {}): Promise<ReceivedResponse> {
    const response = await this.attempt(request).catch(async (error: unknown) => {
      if (!(error instanceof UnreachableError) || error.cause === 'timeout') throw error
      this.notes.push(`${request.method} ${shorten(request.path)}: ${error.message}; tried once more.`)
      return this.attempt(request)
    })
    const wait = options.obey === false ? undefined : retryAfter(response)
    if (wait === undefined || wait > LONGEST_WAIT) return response
    this.notes.push(`${request.method} ${shorten(request.path)}: 429; waited ${wait} s, as Retry-After said.`)
    await new Promise((resolve) => setTimeout(resolve, wait * 1000))
    return this.send(request, options)
  }

  private async attempt(request: SentRequest): Promise<ReceivedResponse> {
    await this.slot()
    this.sent += 1
    return new Promise((resolve, reject) => {
      const { baseUrl, timeout } = this.target
      const send = baseUrl.protocol === 'https:' ? httpsRequest : httpRequest
      const fail = (message: string, cause?: string): void =>
        reject(new UnreachableError(`${baseUrl.origin} ${message}`, { cause }))
      const outgoing = send({
        hostname: baseUrl.hostname.replace(/^\[|\]$/g, ''),
        port: baseUrl.port === '' ? undefined : Number(baseUrl.port),
        agent: this.agent,
        method: request.method,
        path: request.path,
        headers: wireHeaders(request, baseUrl),
      })
      const timer = setTimeout(() => {
        fail(`gave no answer within ${timeout} ms`, 'timeout')
        outgoing.destroy()
      }, timeout)
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer)
        fail(reasonOf(error))
      })
      outgoing.on('response', (incoming) => {
        collect(incoming).then(
          (response) => {
            clearTimeout(timer)
            resolve(response)
          },
          (error: unknown) => {
            clearTimeout(timer)
            fail(reasonOf(error as NodeJS.ErrnoException))
          },
        )
      })
      outgoing.end(request.body)
    })
  }

  /** Waits for this request's turn under `rate`. */
  private async slot(): Promise<void> {
    if (this.target.rate === 0) return
    const now = Date.now()
    const at = Math.max(now, this.nextSlot)
    this.nextSlot = at + 1000 / this.target.rate
    if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now))
  }
}

/** Names and values as they go onto the wire; the framing ones are ours (RFC 9112, sections 3.2 and 6.2). */
function wireHeaders(request: SentRequest, baseUrl: URL): string[] {
  const has = (name: string): boolean => request.headers.some(([other]) => other.toLowerCase() === name)
  const framing: [string, string][] = []
  if (!has('host')) framing.push(['Host', baseUrl.host])
  framing.push(['Connection', 'keep-alive'])
  if (!has('content-length') && (request.body !== undefined || /^(POST|PUT|PATCH)$/.test(request.method))) {
    framing.push(['Content-Length', String(request.body?.byteLength ?? 0)])
  }
  return [...framing, ...request.headers].flat()
}

async function collect(incoming: IncomingMessage): Promise<ReceivedResponse> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const headers = new Map<string, string[]>()
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    const name = (incoming.rawHeaders[index] ?? '').toLowerCase()
    headers.set(name, [...(headers.get(name) ?? []), incoming.rawHeaders[index + 1] ?? ''])
  }
  return { status: incoming.statusCode ?? 0, headers, body: Buffer.concat(chunks) }
}

function reasonOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ECONNREFUSED':
      return 'refuses connections (is it running, and on this port?)'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'has a host name that cannot be found'
    case 'ECONNRESET':
      return 'dropped the connection'
    default:
      return `could not be spoken to: ${error.message}`
  }
}

/** Seconds of a 429's `Retry-After`, where it says whole seconds or an HTTP date (RFC 9110, section 10.2.3). */
function retryAfter(response: ReceivedResponse): number | undefined {
  const text = response.status === 429 ? response.headers.get('retry-after')?.[0] : undefined
  if (text === undefined) return undefined
  if (/^\d+$/.test(text)) return Number(text)
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000))
}

function shorten(path: string): string {
  return path.length > 80 ? `${path.slice(0, 80)}…` : path
}
