import { setTimeout as pause } from 'node:timers/promises'
import type { Operation } from '../../description/index.ts'
import type { Case } from '../cases/case.ts'
import { CannotPass, CaseSkipped } from '../cases/case-skipped.ts'
import { causes } from '../checks/causes.ts'
import { RateLimitedError, RunLimitError, UnreachableError, UnsendableError } from '../http/errors.ts'
import type { ReceivedResponse, SentRequest } from '../http/exchange.ts'
import type { RequestPlan } from '../http/request.ts'
import type { SendOptions } from '../http/send.ts'
import { mayBeIgnored } from '../http/well-formed.ts'
import { ruleIds } from '../rules/ids.ts'
import type { CaseRecorder } from './case-recorder.ts'
import type { RunContext } from './run-context.ts'

/** How often a request is sent on a new connection before a missing response is the server's fault. */
const ATTEMPTS = 3

/** After so many timeouts of one operation, a further one is believed at once. */
const BELIEVED_TIMEOUTS = 3

/** Milliseconds before further control requests: a server that crashed may be started again. */
const RESTART_WAITS = [250, 500, 1000, 2000]

/** Where responses are lost that have nothing in common. */
const MANY_REQUESTS = 'many requests'

interface Delivered {
  readonly operation: Operation
  readonly request: SentRequest
  readonly plan: RequestPlan
}

/** Delivers the requests of one case, and finds out whose fault it is if there is no response. */
export class Delivery {
  private readonly runContext: RunContext
  private readonly testCase: Case
  private readonly recorder: CaseRecorder

  constructor(runContext: RunContext, testCase: Case, recorder: CaseRecorder) {
    this.runContext = runContext
    this.testCase = testCase
    this.recorder = recorder
  }

  /**
   * Returns the response to a request.
   *
   * @throws CaseSkipped if no response arrives
   */
  async deliver(delivered: Delivered, options: SendOptions): Promise<ReceivedResponse> {
    const { sender } = this.runContext
    const sentAt = performance.now()
    try {
      const onLost = (message: string): void => this.addLoss(delivered, message)
      return await sender.send(delivered.request, { ...options, onLost })
    } catch (error) {
      if (error instanceof UnreachableError)
        return sender.exclusively(() => this.confirm(delivered, error, sentAt))
      if (error instanceof RunLimitError) throw new CaseSkipped(error.message)
      if (error instanceof RateLimitedError) throw new CaseSkipped(`the target ${error.message}`)
      if (error instanceof UnsendableError) throw new CaseSkipped(`cannot be sent: ${error.message}`)
      throw error
    }
  }

  /**
   * Sends a request again on new connections, with a control request before and after each time. It returns the response
   * if there is one: then the network may have lost the first one.
   *
   * @throws CaseSkipped if no response arrives
   */
  private async confirm(
    delivered: Delivered,
    first: UnreachableError,
    sentAt: number,
  ): Promise<ReceivedResponse> {
    const { sender, timeouts } = this.runContext
    const { request, operation } = delivered
    const believed = first.cause === 'timeout' && (timeouts.get(operation.id) ?? 0) >= BELIEVED_TIMEOUTS
    let error = first
    for (let attempt = believed ? ATTEMPTS : 1; attempt < ATTEMPTS; attempt += 1) {
      await this.requireAlive(delivered, error)
      try {
        const response = await sender.sendOnce(request)
        this.addLoss(delivered, error.message)
        return { ...response, sentTwice: true }
      } catch (again) {
        if (again instanceof RunLimitError) throw new CaseSkipped(again.message)
        if (!(again instanceof UnreachableError)) throw again
        error = again
      }
    }
    await this.requireAlive(delivered, error)
    if (error.cause === 'timeout') timeouts.set(operation.id, (timeouts.get(operation.id) ?? 0) + 1)
    this.runContext.losses.forgiveSince(sentAt)
    throw this.withoutResponse(delivered, error)
  }

  /** Records that a server that responds to other requests does not respond to this one. */
  private withoutResponse({ operation, request, plan }: Delivered, error: UnreachableError): CaseSkipped {
    const why = mayBeIgnored(request)
    const mayHang = plan.mayBeHandledUpstream === true
    if (why !== undefined && (error.cause !== 'timeout' || mayHang)) {
      this.runContext.sender.note(
        'no response',
        `${request.method} ${request.path}: ${error.message}; ${why}.`,
      )
      return new CaseSkipped(`the target ${error.message}; ${why}`)
    }
    this.fail(operation, error.message)
    return new CannotPass(`the target ${error.message}`, this.testCase.rules)
  }

  /** @throws CaseSkipped, and ends the run, if the target does not respond to a control request any more */
  private async requireAlive({ operation }: Delivered, error: UnreachableError): Promise<void> {
    const { sender } = this.runContext
    if (sender.reachedLimit !== undefined) throw new CaseSkipped(sender.reachedLimit)
    if (await this.isAlive()) return
    sender.markDown(error.message)
    // This request, or one at the same time, may have ended the server. A network that is down drops no connection.
    if (error.cause === 'dropped')
      this.fail(operation, `${error.message}, and the target does not respond any more`)
    throw new CaseSkipped(`the target ${error.message}, and stopped responding`)
  }

  private async isAlive(): Promise<boolean> {
    for (const wait of [0, ...RESTART_WAITS]) {
      if (wait > 0) await pause(wait)
      const error = await this.sendControl()
      if (error === undefined) return true
      // A server that hangs would hang again.
      if (error.cause === 'timeout') return false
    }
    return false
  }

  /** Returns the error if no control request gets a response. */
  private async sendControl(): Promise<UnreachableError | undefined> {
    const { sender, controls } = this.runContext
    let last: UnreachableError | undefined
    for (const control of controls) {
      try {
        await sender.sendOnce(control)
        return undefined
      } catch (error) {
        if (error instanceof RunLimitError) throw new CaseSkipped(error.message)
        if (!(error instanceof UnreachableError)) throw error
        last = error
      }
    }
    return last
  }

  private addLoss({ operation }: Delivered, message: string): void {
    const script = this.recorder.script.last(1)
    const fail = (): void => this.fail(operation, `${message}, as for many requests`, script, MANY_REQUESTS)
    this.runContext.losses.add(fail)
  }

  private fail(
    operation: Operation,
    actual: string,
    script = this.recorder.script.last(1),
    where: string = this.testCase.rules[0],
  ): void {
    const rule = ruleIds.everyResponse(operation, 'no-server-error')
    const cause = causes.noResponse(where)
    this.recorder.fail({ rule, expected: 'a response', actual, cause }, () => script)
  }
}
