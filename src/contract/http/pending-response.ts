import type { ClientRequest, IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import { headersFrom } from '../../command/index.ts'
import { decodeContent } from './content-encoding.ts'
import { UnreachableError } from './errors.ts'
import type { Unreachable } from './errors.ts'
import type { ReceivedResponse } from './exchange.ts'
import { isEndless, LISTENING } from './endless.ts'
import { explainError } from './explain-error.ts'
import { LARGE_BODY, largeTurn } from './large-turn.ts'
import { afterPatience } from './patience.ts'
import type { Proxy } from './proxy.ts'
import { sizeText } from './size.ts'
import { hasNoContent, watchSurplus } from './surplus.ts'
import type { Target } from './target.ts'

/** The most interim responses (1xx) to one request. A flood of them would keep a run busy until the timeout. */
const MAX_INTERIM = 100

/**
 * Returns the response to an open request. Its body may be sent later.
 *
 * @throws UnreachableError without a response in time. Its cause is `timeout` then
 */
export function receiveResponse(outgoing: ClientRequest, target: Target): Promise<ReceivedResponse> {
  return new Promise((resolve, reject) => new PendingResponse(outgoing, target, { resolve, reject }))
}

/** Who waits for a response. */
interface Waiter {
  resolve(response: ReceivedResponse): void
  reject(error: UnreachableError): void
}

/** The response to an open request, from the connection to its last byte. */
class PendingResponse {
  private readonly outgoing: ClientRequest
  private readonly target: Target
  private readonly waiter: Waiter
  private readonly surplus: ReturnType<typeof watchSurplus>
  private isConnected = false
  /** Whether nothing that follows can change the response. */
  private isComplete = false
  private interimResponses = 0
  private stopWaiting: () => void

  constructor(outgoing: ClientRequest, target: Target, waiter: Waiter) {
    this.outgoing = outgoing
    this.target = target
    this.waiter = waiter
    this.surplus = watchSurplus(outgoing)
    this.stopWaiting = this.wait()
    outgoing.on('socket', (socket) => {
      this.isConnected = !socket.connecting
      if (this.isConnected) return
      const event = socket instanceof TLSSocket ? 'secureConnect' : 'connect'
      socket.once(event, () => (this.isConnected = true))
    })
    outgoing.on('information', () => this.countInterim())
    outgoing.on('error', (error) => this.failWith(error))
    outgoing.on('response', (incoming) => this.read(incoming))
  }

  private wait(): () => void {
    const { timeout } = this.target
    return afterPatience(timeout, () => this.fail(`did not respond within ${timeout} ms`, 'timeout'))
  }

  private countInterim(): void {
    this.interimResponses += 1
    if (this.interimResponses > MAX_INTERIM)
      this.fail(`sends more than ${MAX_INTERIM} interim responses (1xx)`, 'dropped')
  }

  private read(incoming: IncomingMessage): void {
    if (hasNoContent(this.outgoing.method, incoming.statusCode ?? 0)) this.readSurplus(incoming)
    else void this.readContent(incoming)
  }

  private async readContent(incoming: IncomingMessage): Promise<void> {
    try {
      this.end(await readResponse(incoming, this.target.maxResponse, () => this.takeTurn()))
    } catch (error) {
      this.failWith(error)
    }
  }

  /** Reads what follows the head of a response that has no content. It is an error of the parser, but not of the response. */
  private readSurplus(incoming: IncomingMessage): void {
    this.isComplete = true
    this.stopWaiting()
    incoming.on('error', () => undefined).resume()
    setImmediate(() => this.end(withoutContent(incoming, this.surplus.count())))
  }

  /** Waits until no other large body is read. That time is not the server's. */
  private async takeTurn(): Promise<() => void> {
    this.stopWaiting()
    const endTurn = await largeTurn()
    this.stopWaiting = this.wait()
    return endTurn
  }

  private end(response: ReceivedResponse): void {
    this.stopWaiting()
    this.surplus.end()
    this.waiter.resolve(response)
  }

  private failWith(error: unknown): void {
    this.fail(explainError(error as NodeJS.ErrnoException), this.isConnected ? 'dropped' : 'no connection')
  }

  private fail(message: string, cause: Unreachable): void {
    if (this.isComplete) return
    this.stopWaiting()
    this.surplus.end()
    const { baseUrl, proxy } = this.target
    const name = nameOf(baseUrl, proxy(baseUrl))
    this.waiter.reject(new UnreachableError(`${name} ${message}`, cause, this.outgoing.reusedSocket))
    this.outgoing.destroy()
  }
}

function nameOf({ origin }: URL, proxy: Proxy | undefined): string {
  return proxy === undefined ? origin : `${origin} (through the proxy of ${proxy.variable})`
}

async function readResponse(
  incoming: IncomingMessage,
  limit: number,
  takeTurn: typeof largeTurn,
): Promise<ReceivedResponse> {
  let endTurn: (() => void) | undefined
  try {
    return await readBody(incoming, limit, async () => (endTurn ??= await takeTurn()))
  } finally {
    endTurn?.()
  }
}

function withoutContent(incoming: IncomingMessage, surplus: number): ReceivedResponse {
  const headers = headersFrom(incoming.rawHeaders)
  const response = { status: incoming.statusCode ?? 0, headers, body: Buffer.alloc(0) }
  return surplus === 0 ? response : { ...response, surplus }
}

/** Reads a response. If its body is longer than `limit`, the connection is closed and the body is left out. */
async function readBody(
  incoming: IncomingMessage,
  limit: number,
  onLarge: () => Promise<unknown>,
): Promise<ReceivedResponse> {
  const head = { status: incoming.statusCode ?? 0, headers: headersFrom(incoming.rawHeaders) }
  const content = await readContent(incoming, limit, onLarge)
  if (content === undefined) return { ...head, body: new Uint8Array(), tooLong: sizeText(limit) }
  return { ...head, ...decodeContent(content, head.headers.get('content-encoding'), limit) }
}

/**
 * Reads the content by events: an async iterator takes several times as long. Of a stream that may never end it reads what
 * arrives in `LISTENING`. Returns undefined if it is too long.
 */
function readContent(
  incoming: IncomingMessage,
  limit: number,
  onLarge: () => Promise<unknown>,
): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    if (isEndless(incoming)) {
      const stopListening = afterPatience(LISTENING, () => {
        resolve(Buffer.concat(chunks))
        incoming.destroy()
      })
      incoming.on('close', stopListening)
    }
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      length += chunk.byteLength
      if (length > limit) {
        resolve(undefined)
        incoming.destroy()
      } else if (length > LARGE_BODY) {
        incoming.pause()
        onLarge().then(() => incoming.resume(), reject)
      }
    })
    incoming.on('end', () => resolve(Buffer.concat(chunks)))
    incoming.on('error', reject)
  })
}
