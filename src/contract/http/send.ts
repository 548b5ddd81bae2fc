import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { decodeContent } from './content-encoding.ts'
import type { ReceivedResponse, SentRequest } from './exchange.ts'
import { Notes } from '../run/notes.ts'
import { Secrets } from './secrets.ts'
import type { Target } from './target.ts'

/** The target could not be spoken to. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

/** No request can carry what was to be sent: a header with a line break, a name that is none. */
export class UnsendableError extends Error {
  override readonly name = 'UnsendableError'
}

/** The target asks to wait for longer than a run waits. */
export class RateLimitedError extends Error {
  override readonly name = 'RateLimitedError'
}

/** For so many seconds at most a run waits until it may send a request. */
const LONGEST_WAIT = 60

/** A wait of so many seconds is told while it lasts. */
const LONG_WAIT = 2

/** After so many waits in a row a 429 is no passing limit any more, but the answer to this request. */
const MOST_WAITS = 8

export interface SendOptions {
  /** False where an answer that asks to wait is to be judged. Default: true. */
  readonly waitForRateLimit?: boolean
  /** Which answers ask to wait. Default: 429. */
  readonly isLimited?: (response: ReceivedResponse) => boolean
  /** Is given each one that is obeyed, before the wait. */
  readonly onLimited?: (response: ReceivedResponse) => void
}

/** Sends requests as they are: node:http neither folds paths nor joins or renames headers. */
export class Sender {
  sent = 0
  /** Requests in a row that got no answer. */
  unresponsiveCount = 0
  private readonly target: Target
  private readonly agent: HttpAgent
  private readonly recordedNotes: Notes
  private nextSlot = 0
  /** Is told of a wait that a reader may take for a standstill: for how long, in whole seconds, and why. */
  onWait: ((seconds: number, why: string) => void) | undefined

  constructor(target: Target, secrets = new Secrets(target)) {
    this.target = target
    this.recordedNotes = new Notes((text) => secrets.mask(text))
    const options = { keepAlive: true, maxSockets: 256, noDelay: true }
    this.agent = target.baseUrl.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options)
  }

  /** Told to the reader: dropped connections, waits. */
  get notes(): string[] {
    return this.recordedNotes.texts
  }

  close(): void {
    this.agent.destroy()
  }

  /**
   * Sends one request. A dropped connection is tried once more and told; the `Retry-After` of an answer that asks to
   * wait is obeyed, and where there is none, a wait that grows.
   *
   * @throws UnreachableError after the second drop, or where no answer came in time
   * @throws RateLimitedError where the waits would be longer than LONGEST_WAIT
   * @throws UnsendableError where no request can carry it
   */
  async send(
    request: SentRequest,
    { waitForRateLimit: waitForRateLimit = true, isLimited = is429, onLimited }: SendOptions = {},
  ): Promise<ReceivedResponse> {
    for (let waits = 0, waited = 0; ; waits += 1) {
      const response = await this.deliver(request)
      if (!isLimited(response) || !waitForRateLimit || waits === MOST_WAITS) return response
      onLimited?.(response)
      const retryAfterSeconds = retryAfter(response)
      const wait = Math.max(retryAfterSeconds ?? 0, 0.1 * 2 ** waits)
      waited += wait
      if (waited > LONGEST_WAIT)
        throw new RateLimitedError(
          waits === 0
            ? `asks to wait ${wait} s (${response.status} with Retry-After)`
            : `asks to wait again and again, for ${waited} s by now (${response.status})`,
        )
      this.recordedNotes.add(
        'a wait',
        `${nameOf(request)}: ${response.status}${retryAfterSeconds === undefined ? '' : `, Retry-After: ${retryAfterSeconds}`}; waited.`,
      )
      if (wait > LONG_WAIT) {
        const after = retryAfterSeconds === undefined ? '' : ' with Retry-After'
        this.onWait?.(Math.ceil(wait), `the target said ${response.status}${after}`)
      }
      await new Promise((resolve) => setTimeout(resolve, wait * 1000))
    }
  }

  private async deliver(request: SentRequest): Promise<ReceivedResponse> {
    try {
      const response = await this.attempt(request, this.agent).catch(async (error: unknown) => {
        if (!(error instanceof UnreachableError) || error.cause === 'timeout') throw error
        this.recordedNotes.add(
          'a dropped connection',
          `${nameOf(request)}: ${error.message}; tried once more.`,
        )
        // On a connection of its own: a pooled one may have been closed by now as well.
        return { ...(await this.attempt(request, false)), sentTwice: true }
      })
      this.unresponsiveCount = 0
      return response
    } catch (error) {
      if (error instanceof UnreachableError) this.unresponsiveCount += 1
      throw error
    }
  }

  private async attempt(request: SentRequest, agent: HttpAgent | false): Promise<ReceivedResponse> {
    await this.waitForTurn()
    return new Promise((resolve, reject) => {
      const { baseUrl, timeout } = this.target
      const send = baseUrl.protocol === 'https:' ? httpsRequest : httpRequest
      const fail = (message: string, cause?: string): void =>
        reject(new UnreachableError(`${baseUrl.origin} ${message}`, { cause }))
      const outgoing = sendable(() =>
        send({
          hostname: baseUrl.hostname.replace(/^\[|\]$/g, ''),
          port: baseUrl.port === '' ? undefined : Number(baseUrl.port),
          agent,
          method: request.method,
          path: request.path,
          headers: wireHeaders(request, baseUrl),
        }),
      )
      this.sent += 1
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
  private async waitForTurn(): Promise<void> {
    if (this.target.rate === 0) return
    const now = Date.now()
    const at = Math.max(now, this.nextSlot)
    this.nextSlot = at + 1000 / this.target.rate
    if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now))
  }
}

/** @throws UnsendableError where node:http refuses to write a request */
function sendable<T>(send: () => T): T {
  try {
    return send()
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (/^ERR_(?:INVALID_CHAR|INVALID_HTTP_TOKEN|UNESCAPED_CHARACTERS)$/.test(code))
      throw new UnsendableError(message)
    throw error
  }
}

/** Names and values as they go onto the wire; the framing ones are ours (RFC 9112, sections 3.2 and 6.2). */
function wireHeaders(request: SentRequest, baseUrl: URL): string[] {
  const has = (name: string): boolean => request.headers.some(([other]) => other.toLowerCase() === name)
  const framing: [string, string][] = []
  if (!has('host')) framing.push(['Host', baseUrl.host])
  framing.push(['Connection', 'keep-alive'])
  const isFramed = has('content-length') || has('transfer-encoding')
  if (!isFramed && (request.body !== undefined || /^(POST|PUT|PATCH)$/.test(request.method))) {
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
  const decoded = decodeContent(Buffer.concat(chunks), headers.get('content-encoding'))
  return { status: incoming.statusCode ?? 0, headers, ...decoded }
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
    case 'EPROTO':
      return 'speaks no TLS (is it http:// instead of https://?)'
    default:
      return `could not be spoken to: ${error.message}`
  }
}

function is429({ status }: ReceivedResponse): boolean {
  return status === 429
}

/** Seconds of a `Retry-After`, where it says whole seconds or an HTTP date (RFC 9110, section 10.2.3). */
function retryAfter(response: ReceivedResponse): number | undefined {
  const text = response.headers.get('retry-after')?.[0]
  if (text === undefined) return undefined
  if (/^\d+$/.test(text)) return Number(text)
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000))
}

function nameOf({ method, path }: SentRequest): string {
  return `${method} ${path}`
}
