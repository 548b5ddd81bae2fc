import type { Agent } from 'node:http'
import { agentFor, freshAgentFor } from './connection.ts'
import { RateLimitedError, RunLimitError, UnreachableError } from './errors.ts'
import type { ReceivedResponse, SentRequest } from './exchange.ts'
import { Notes } from './notes.ts'
import { retryAfter } from './retry-after.ts'
import { Secrets } from './secrets.ts'
import { closeSingle } from './target.ts'
import type { Target } from './target.ts'
import { finishRequest, openRequest } from './wire.ts'

/** The longest total wait before a request gets another response than a rate limit, in seconds. */
const MAX_TOTAL_WAIT = 60

/** A wait of more seconds is reported while it lasts. */
const LONG_WAIT = 2

/** After a dropped connection, each of so many requests gets a new one. */
const FRESH_AFTER_DROP = 100

/** After so many waits in a row, a 429 or 503 counts as the response to the request and not as a passing limit. */
const MAX_WAITS = 8

/** The waits of each request after one that waited in vain: its target may return 429 for another reason than its load. */
const FEW_WAITS = 2

export interface SendOptions {
  /** False where a response that asks to wait is itself under test. Default: true. */
  readonly waitForRateLimit?: boolean
  /** Returns whether a response asks to wait. Default: 429. */
  readonly isLimited?: (response: ReceivedResponse) => boolean
  /** Called with each response that asks to wait, before the wait. */
  readonly onLimited?: (response: ReceivedResponse) => void
  /** Called if a response was lost on a new connection, and another attempt got one. */
  readonly onLost?: (message: string) => void
  /** Whether the request removes what the run created. Then it is sent even if the run has sent as many as it may. */
  readonly cleansUp?: boolean
  /** Whether the request is one of those for which `burst` waited. */
  readonly inBurst?: boolean
}

/** A request as it was sent. The response is undefined if none arrived. */
export interface SentExchange {
  readonly request: SentRequest
  readonly response: ReceivedResponse | undefined
  /** Unix time in milliseconds. */
  readonly sentAt: number
  readonly receivedAt: number
}

/** How one attempt is sent. */
type How = Pick<SendOptions, 'cleansUp' | 'inBurst'>

/** Sends requests to one target, at its rate, and waits when it asks to. */
export class Sender {
  /** How many requests were sent, retries included. */
  sent = 0
  /** How many requests in a row got no response. */
  unresponsiveCount = 0
  /** How many connections were opened for a request. */
  connections = 0
  /** Called with each request that was sent, and its response if there is one. */
  onExchange: ((sent: SentExchange) => void) | undefined
  /** Called before a wait that could look like a hang, with its length in whole seconds and the reason. */
  onWait: ((seconds: number, why: string) => void) | undefined
  private readonly target: Target
  private agent: Agent
  private readonly recordedNotes: Notes
  private freshUntil = 0
  private down: string | undefined
  private maxWaits = MAX_WAITS
  private whySingle = ''
  private readonly inFlight = new Set<Promise<unknown>>()
  /** Ends when no work needs to be alone any more. */
  private alone: Promise<unknown> | undefined
  private readonly startedAt = performance.now()

  constructor(target: Target, secrets = new Secrets(target)) {
    this.target = target
    this.recordedNotes = new Notes((text) => secrets.mask(text))
    this.agent = agentFor(target, { keepAlive: true, maxSockets: 256, noDelay: true })
  }

  /** Ends the run, because the target does not respond any more. */
  markDown(why: string): void {
    this.down ??= why
  }

  /** Why the target does not respond any more. Undefined if it does. */
  get whyDown(): string | undefined {
    return this.down
  }

  /** Why the run sends no more requests. Undefined if it may. */
  get reachedLimit(): string | undefined {
    if (this.down !== undefined) return 'the target stopped responding'
    const { maxRequests, maxTime } = this.target
    if (this.sent >= maxRequests) return `the run stopped after ${maxRequests} requests (--max-requests)`
    return this.remainingTime <= 0 ? `the run stopped after ${maxTime / 1000} s (--max-time)` : undefined
  }

  /** Milliseconds until the run sends no more requests. */
  get remainingTime(): number {
    return this.target.maxTime - (performance.now() - this.startedAt)
  }

  /** Records a fact that breaks no rule. The same fact is recorded once. */
  note(category: string, text: string): void {
    this.recordedNotes.addOnce(category, text)
  }

  /** Dropped connections and waits, for the report. */
  get notes(): string[] {
    return this.recordedNotes.texts
  }

  close(): void {
    this.agent.destroy()
  }

  /**
   * Sends one request. After a dropped connection it is sent once more, with a note. If the response asks to wait, it
   * is sent again after `Retry-After`, or after a growing wait.
   *
   * @throws UnreachableError if the connection is dropped twice, or if there is no response in time
   * @throws RateLimitedError if the waits are longer than MAX_TOTAL_WAIT
   * @throws UnsendableError if HTTP cannot carry the request
   * @throws RunLimitError if the run has reached a limit
   */
  async send(
    request: SentRequest,
    { waitForRateLimit = true, isLimited = is429, onLimited, onLost, ...how }: SendOptions = {},
  ): Promise<ReceivedResponse> {
    for (let waits = 0, waited = 0; ; waits += 1) {
      const isFirst = waits === 0
      const attempt = { ...how, inBurst: how.inBurst === true && isFirst }
      const response = await this.deliver(request, attempt, onLost).catch((error: unknown) => {
        if (error instanceof UnreachableError) this.unresponsiveCount += 1
        throw error
      })
      if (!isLimited(response) || !waitForRateLimit) return response
      if (waits >= this.maxWaits) {
        this.maxWaits = FEW_WAITS
        return response
      }
      onLimited?.(response)
      const retryAfterSeconds = retryAfter(response)
      const wait = Math.max(retryAfterSeconds ?? 0, 0.1 * 2 ** waits)
      waited += wait
      if (waited > MAX_TOTAL_WAIT)
        throw new RateLimitedError(
          waits === 0
            ? `asks to wait ${wait} s (${response.status} with Retry-After)`
            : `asked to wait ${waits + 1} times, ${waited} s in total (${response.status})`,
        )
      const header = retryAfterSeconds === undefined ? '' : `, Retry-After: ${retryAfterSeconds}`
      this.recordedNotes.add('wait', `${nameOf(request)}: ${response.status}${header}; waited.`)
      if (wait > LONG_WAIT) {
        const after = retryAfterSeconds === undefined ? '' : ' with Retry-After'
        this.onWait?.(Math.ceil(wait), `the target returned ${response.status}${after}`)
      }
      await new Promise((resolve) => setTimeout(resolve, Math.min(wait * 1000, this.remainingTime)))
    }
  }

  /** Returns why so many requests cannot be sent at the same time. Undefined if they can. */
  whyNotConcurrent(count: number): string | undefined {
    if (this.target.connections.single !== undefined) return this.whySingle
    if (this.target.pace.allows(count)) return undefined
    return `needs ${count} requests at the same time, and --rate allows fewer in a second`
  }

  /** Waits until so many requests can be sent at the same time. */
  burst(count: number): Promise<void> {
    return this.target.pace.burst(count)
  }

  /**
   * Sends one request once, on a new connection, also while `exclusively` runs.
   *
   * @throws UnreachableError if there is no response
   */
  sendOnce(request: SentRequest): Promise<ReceivedResponse> {
    return this.attempt(request, false, {})
  }

  /** Sends one request once, on a connection that stays open until `closeIdle`. */
  sendKept(request: SentRequest): Promise<ReceivedResponse> {
    return this.attempt(request, this.agent, {})
  }

  /** Sends one request once, on the connections of an agent. */
  sendOn(request: SentRequest, agent: Agent): Promise<ReceivedResponse> {
    return this.attempt(request, agent, {})
  }

  /** Closes each connection after its response from now on. */
  keepNoConnections(): void {
    this.agent.destroy()
    this.agent = agentFor(this.target, { keepAlive: false, maxSockets: 256, noDelay: true })
    this.target.connections.areKept = false
  }

  /** Uses one connection for everything from now on. @param why no requests are sent at the same time */
  useSingleConnection(why = 'the target serves one connection at a time'): void {
    this.whySingle = why
    this.agent.destroy()
    this.agent = agentFor(this.target, { keepAlive: true, maxSockets: 1, noDelay: true })
    this.target.connections.single = this.agent
  }

  /** Closes the connections that no request uses. */
  closeIdle(): void {
    this.agent.destroy()
  }

  /** Runs some work while no other request of the run is sent. */
  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    const before = this.alone
    const run = (async () => {
      await before
      await Promise.allSettled(this.inFlight)
      // A server that serves one connection at a time must not wait for an idle one.
      this.closeIdle()
      return work()
    })()
    const turn = run.catch(() => undefined)
    this.alone = turn
    try {
      return await run
    } finally {
      if (this.alone === turn) this.alone = undefined
    }
  }

  private async deliver(
    request: SentRequest,
    how: How,
    onLost: SendOptions['onLost'],
  ): Promise<ReceivedResponse> {
    // A server may close idle connections. One that drops new ones as well loses responses.
    const agent = this.sent >= this.freshUntil && this.agent
    try {
      return await this.inTurn(request, agent, how)
    } catch (error) {
      if (!(error instanceof UnreachableError) || error.cause === 'timeout') throw error
      this.freshUntil = this.sent + FRESH_AFTER_DROP
      this.recordedNotes.add('dropped connection', `${nameOf(request)}: ${error.message}; sent once more.`)
      // The second attempt uses a new connection, because the server may have closed the pooled ones as well.
      const response = await this.inTurn(request, false, { ...how, inBurst: false })
      if (error.cause === 'dropped' && !error.wasReused) onLost?.(error.message)
      return { ...response, sentTwice: true }
    }
  }

  /** Sends one request when no other work needs to be alone. */
  private async inTurn(request: SentRequest, agent: Agent | false, how: How): Promise<ReceivedResponse> {
    while (this.alone !== undefined) await this.alone
    const attempt = this.attempt(request, agent, how)
    this.inFlight.add(attempt)
    return attempt.finally(() => this.inFlight.delete(attempt))
  }

  private async attempt(
    request: SentRequest,
    agent: Agent | false,
    { cleansUp = false, inBurst = false }: How,
  ): Promise<ReceivedResponse> {
    if (!inBurst) await this.target.pace.turn()
    const { connections } = this.target
    if (agent === false && connections.single !== undefined) await closeSingle(connections)
    const limit = this.reachedLimit
    if (limit !== undefined && (!cleansUp || this.down !== undefined)) throw new RunLimitError(limit)
    const outgoing = openRequest(request, this.target, agent === false ? freshAgentFor(this.target) : agent)
    this.sent += 1
    outgoing.on('socket', () => {
      if (!outgoing.reusedSocket) this.connections += 1
    })
    const sentAt = Date.now()
    const report = (response: ReceivedResponse | undefined): void =>
      this.onExchange?.({ request, response, sentAt, receivedAt: Date.now() })
    try {
      const response = await finishRequest(outgoing, request, this.target)
      this.unresponsiveCount = 0
      report(response)
      return response
    } catch (error) {
      report(undefined)
      throw error
    }
  }
}

function is429({ status }: ReceivedResponse): boolean {
  return status === 429
}

function nameOf({ method, path }: SentRequest): string {
  return `${method} ${path}`
}
