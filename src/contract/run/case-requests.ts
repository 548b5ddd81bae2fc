import { setTimeout as pause } from 'node:timers/promises'
import type { ExpectedResponse, Operation } from '../../description/index.ts'
import type { Case } from '../cases/case.ts'
import type { EarlyExchange, SendSettings } from '../cases/case-context.ts'
import { CannotPass, CaseSkipped } from '../cases/case-skipped.ts'
import { documentedResponse } from '../checks/documented.ts'
import { matchesExpected } from '../expected/match.ts'
import { whyInconclusive } from '../expected/inconclusive.ts'
import { asksToWait } from '../expected/rate-limit.ts'
import { freshKey } from '../generate/idempotency-key.ts'
import type { Exchange, ReceivedResponse, SentRequest } from '../http/exchange.ts'
import type { Credential } from '../http/credentials.ts'
import { buildRequest, completePlan, credentialOf } from '../http/request.ts'
import type { RequestPlan } from '../http/request.ts'
import type { Payload } from '../../serialization/index.ts'
import type { SendOptions } from '../http/send.ts'
import { basePathOf, isPartOfKey } from '../http/target.ts'
import { curlCommand } from '../repro/curl.ts'
import { CaseResources } from './case-resources.ts'
import { Delivery } from './delivery.ts'
import { isHarmless, NOT_HARMLESS } from './harmless.ts'
import { isReplayable } from './early-exchanges.ts'
import { makeExchange, rememberShown } from './make-exchange.ts'
import { isOwn } from '../fixtures/own.ts'
import { Repetitions } from './repetitions.ts'
import type { RunContext } from './run-context.ts'

/** Returns a plan with the empty form that the run sends instead of no body, if it does. */
function withEmptyForm(
  plan: RequestPlan,
  { id, method }: Operation,
  emptyForms: ReadonlyMap<string, Payload>,
): RequestPlan {
  const body = emptyForms.get(id)
  const isOther = plan.method !== undefined && plan.method !== method
  const isGiven = plan.body !== undefined || plan.isBare === true
  return body === undefined || isOther || isGiven ? plan : { ...plan, body }
}

/** How often a request is repeated, 50 ms apart, while its key still counts as in use. */
const MAX_KEY_IN_USE_RETRIES = 5

/** A request that is ready to be sent. */
interface PreparedRequest {
  readonly operation: Operation
  readonly plan: RequestPlan
  readonly credential: Credential
  readonly request: SentRequest
  readonly runChecks: (exchange: Exchange) => void
}

/** Sends the requests of one case. Every exchange passes every check. */
export class CaseRequests extends CaseResources {
  protected readonly repetitions = new Repetitions()
  private readonly delivery: Delivery
  private readonly usedKeys = new Set<string>()
  private readonly plans = new WeakMap<Exchange, RequestPlan>()

  constructor(runContext: RunContext, testCase: Case) {
    super(runContext, testCase)
    this.delivery = new Delivery(runContext, testCase, this.recorder)
  }

  hasFailed(exchange: Exchange): boolean {
    return this.recorder.hasFailed(exchange)
  }

  key(): string {
    return freshKey(this.operation, this.runContext.checkContext.description.document)
  }

  async sendConcurrently(plans: readonly RequestPlan[], settings?: SendSettings): Promise<Exchange[]> {
    const { sender } = this.runContext
    const reason = sender.whyNotConcurrent(plans.length)
    if (reason !== undefined) throw new CaseSkipped(reason)
    await sender.burst(plans.length)
    return this.recorder.script.concurrently(() =>
      Promise.all(plans.map((plan) => this.sendPlan(plan, settings, true))),
    )
  }

  send(given: RequestPlan, settings?: SendSettings): Promise<Exchange> {
    return this.sendPlan(given, settings)
  }

  private async sendPlan(
    given: RequestPlan,
    settings: SendSettings = {},
    inBurst = false,
  ): Promise<Exchange> {
    const prepared = await this.prepare(given, settings)
    const { plan, credential, runChecks } = prepared
    const { exchange, isRepeated } = await this.deliver(prepared, settings, inBurst)
    if (isRepeated) this.repetitions.add(exchange)
    this.plans.set(exchange, plan)
    if (typeof plan.key === 'string') this.usedKeys.add(plan.key)
    this.items.observe(exchange, credential)
    const isAwaitedRateLimit = settings.waitForRateLimit === false && exchange.response.status === 429
    if (!isAwaitedRateLimit || documentedResponse(exchange) !== undefined) runChecks(exchange)
    rememberShown(exchange, plan)
    if (isReplayable(exchange, plan) && !this.hasFailed(exchange)) this.keepForLater(plan, exchange)
    const { tooLong } = exchange.response
    if (tooLong !== undefined)
      throw new CannotPass(`the target sent a response of more than ${tooLong}`, this.testCase.rules)
    return exchange
  }

  /** Makes the request of a plan, and what its responses are checked for. */
  private async prepare(
    given: RequestPlan,
    { operation = this.operation }: SendSettings,
  ): Promise<PreparedRequest> {
    const { target, secrets, checkContext, bodyFiles, issuedValues, emptyForms, plainKeys } = this.runContext
    await target.tokens.refresh()
    const { document } = checkContext.description
    const complete = completePlan(
      operation,
      this.items.withUniqueBody(
        operation,
        await this.withPrecondition(operation, withEmptyForm(given, operation, emptyForms)),
      ),
      document,
    )
    const plan = { ...complete, parameters: plainKeys.fresh(document, operation, complete.parameters) }
    const credential = credentialOf(operation, plan, target)
    const request = buildRequest(operation, { ...plan, credential }, target)
    this.rejectHarmful(operation, plan, request)
    secrets.add(credential.secrets)
    issuedValues.add(this.testCase.id, [...Object.values(plan.resource), plan.key ?? ''])
    const script = this.recorder.script.add(
      () => curlCommand(request, credential, target, (body) => bodyFiles.save(body)),
      plan.rawPath === undefined ? plan.resource : {},
      plan.key,
    )
    const secretsToFind = credential.secrets.filter((secret) => !isPartOfKey(secret, target))
    const runChecks = (exchange: Exchange): void => this.recorder.check(exchange, secretsToFind, script)
    return { operation, plan, credential, request, runChecks }
  }

  /** Sends a request, again while the server asks to wait or while its key still counts as in use. */
  private async deliver(
    { operation, plan, request, runChecks }: PreparedRequest,
    settings: SendSettings,
    inBurst: boolean,
  ): Promise<{ exchange: Exchange; isRepeated: boolean }> {
    const sentAt = Date.now()
    const toExchange = (response: ReceivedResponse): Exchange => {
      const made = makeExchange(operation, plan, { request, response, sentAt })
      this.runContext.onExchange?.(this.testCase.id, made)
      return made
    }
    const sending: SendOptions = {
      waitForRateLimit: settings.waitForRateLimit ?? true,
      isLimited: (response) => asksToWait({ response }) && String(response.status) !== settings.provokes,
      onLimited: (limited) => {
        const limitedExchange = toExchange(limited)
        // An undocumented limit does not belong to the operation, but a server error is one.
        if (limited.status >= 500 || documentedResponse(limitedExchange) !== undefined)
          runChecks(limitedExchange)
      },
    }
    const send = async (options: SendOptions): Promise<Exchange> =>
      toExchange(await this.delivery.deliver({ operation, request, plan }, options))
    this.items.announce(operation, plan)
    let exchange = await send({ ...sending, inBurst })
    let isRepeated = exchange.response.sentTwice === true
    for (let time = 0; time < MAX_KEY_IN_USE_RETRIES; time += 1) {
      if (!this.isKeyStillInUse(exchange, plan, settings)) break
      runChecks(exchange)
      await pause(50)
      exchange = await send(sending)
      isRepeated ||= exchange.response.sentTwice === true
    }
    return { exchange, isRepeated }
  }

  keepForLater(plan: RequestPlan, exchange: Exchange): void {
    this.runContext.earlyExchanges.add({ plan, exchange })
  }

  earlyExchanges(): readonly EarlyExchange[] {
    return this.runContext.earlyExchanges.of(this.operation)
  }

  requestsSince(early: EarlyExchange): number {
    return this.runContext.earlyExchanges.requestsSince(early)
  }

  private async withPrecondition(operation: Operation, plan: RequestPlan): Promise<RequestPlan> {
    const isSet =
      plan.parameters?.some(({ name }) => /^if-match$/i.test(name)) === true ||
      plan.headers?.some(([name]) => /^if-match$/i.test(name)) === true
    const header = isSet ? undefined : await this.items.precondition(operation, plan.resource)
    return header === undefined ? plan : { ...plan, parameters: [...(plan.parameters ?? []), ...header] }
  }

  /** @throws CaseSkipped for a request that may change what the run did not create */
  private rejectHarmful(operation: Operation, plan: RequestPlan, { method, path }: SentRequest): void {
    const { target, fromExamples, created } = this.runContext
    const base = basePathOf(target, operation)
    const intent = {
      method,
      path: (path.split('?')[0] ?? '').slice(base.length),
      hasFixture: !fromExamples && operation.parameters.some(({ object }) => object.in === 'path'),
      namesNothing: plan.rawPath !== undefined || plan.path !== undefined,
    }
    if (!target.allowDestructive && !isHarmless(intent, created)) throw new CaseSkipped(NOT_HARMLESS)
  }

  restartScript(kept?: number): void {
    this.recorder.script.restart(kept)
  }

  /** Returns why the rejection of generated values is no failure. Undefined if it is one. */
  whyInconclusive(exchange: Exchange): string | undefined {
    const plan = this.plans.get(exchange)
    const { document } = this.runContext.checkContext.description
    return plan === undefined ? undefined : whyInconclusive(document, exchange, plan, isOwn(plan.resource))
  }

  matches(expectedResponses: readonly ExpectedResponse[], exchange: Exchange): boolean {
    return expectedResponses.some((expectedResponse) =>
      matchesExpected(this.runContext.checkContext.description, expectedResponse, exchange),
    )
  }

  /**
   * Returns whether the server still treats a key as in use although its request has a response. A server may release
   * a key a little later.
   */
  private isKeyStillInUse(
    exchange: Exchange,
    { key }: RequestPlan,
    { waitForRateLimit, operation = this.operation }: SendSettings,
  ): boolean {
    const inProgressResponses = operation.idempotency?.inProgress.responses ?? []
    const wasUsed = typeof key === 'string' && this.usedKeys.has(key) && waitForRateLimit !== false
    return wasUsed && this.matches(inProgressResponses, exchange)
  }
}
