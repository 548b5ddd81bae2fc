import { setTimeout as pause } from 'node:timers/promises'
import { isJson } from '../../description/index.ts'
import type { ExpectedResponse, Operation } from '../../description/index.ts'
import {
  matchesExpected,
  asksToWait,
  describeExpected,
  describeResponse,
  isConflict,
  successResponses,
  unknownIdResponses,
} from '../expected/expected-responses.ts'
import { CaseSkipped, ControlFailed } from '../cases/case.ts'
import type { Case } from '../cases/case.ts'
import { usualState } from '../cases/lifecycle-states.ts'
import { checks } from '../checks/index.ts'
import type { CheckContext } from '../checks/check.ts'
import { documentedResponse } from '../checks/documented.ts'
import type { BodyFiles } from '../repro/body-files.ts'
import { curlCommand } from '../repro/curl.ts'
import type { Exchange, ReceivedResponse, SentRequest } from '../http/exchange.ts'
import type { PathParameters } from '../fixtures/types.ts'
import type { Results } from './results.ts'
import { readJson } from '../http/body.ts'
import { buildRequest, completePlan, credentialOf } from '../http/request.ts'
import type { RequestPlan } from '../http/request.ts'
import { makeResource, provokeResponse } from '../fixtures/create.ts'
import type { FixtureSetup } from '../fixtures/create.ts'
import { RateLimitedError, UnreachableError, UnsendableError } from '../http/send.ts'
import type { Sender, SendOptions } from '../http/send.ts'
import { Script } from '../repro/script.ts'
import { describeDifference, isSameResponse } from '../expected/same-response.ts'
import { isPartOfKey } from '../http/target.ts'
import { freshKey } from '../generate/idempotency-key.ts'
import { decodeOrUndefined } from '../../serialization/index.ts'
import { ruleIds } from '../rules/ids.ts'
import type { RuleId } from '../rules/ids.ts'
import type { Failure } from '../checks/failure.ts'

/** After so many answers, 50 ms apart, a key that is still in use is not let go of any more. */
const RELEASED_AFTER = 5

/** What every story of a run shares. */
export interface RunContext extends FixtureSetup {
  readonly sender: Sender
  readonly results: Results
  readonly bodyFiles: BodyFiles
  readonly checkContext: Omit<CheckContext, 'secrets'>
  /** For what is generated. */
  readonly seed: number
  readonly runs: number
}

/** How one case talks to the target: every exchange passes every check, and what it expects is written down. */
export class CaseContext {
  readonly runContext: RunContext
  /** What broke in this case, for a runner that tells of cases. */
  readonly failureMessages: string[] = []
  private readonly testCase: Case
  /** What shows this case again. */
  readonly script = new Script()
  /** Whether a request was sent twice: what came may be the answer to the second time. */
  private sentTwice = false
  private readonly usedKeys = new Set<string>()

  constructor(runContext: RunContext, testCase: Case) {
    this.runContext = runContext
    this.testCase = testCase
  }

  get operation(): Operation {
    return this.testCase.operation
  }

  /**
   * A fresh resource.
   *
   * @param state the first state in which the operation is allowed where nothing is said
   * @throws NotReached where the fixtures cannot make one
   * @throws FixtureError where they fail
   */
  async resource(state?: string, apiKey = this.runContext.target.apiKey): Promise<PathParameters> {
    if (!this.operation.parameters.some(({ object }) => object.in === 'path')) return {}
    const { lifecycle, idempotency } = this.operation
    // The one that the examples name serves once.
    if (this.runContext.fromExamples && this.testCase.stateful && (lifecycle ?? idempotency) !== undefined)
      throw new CaseSkipped('needs fresh resources: give --fixtures')
    const wanted = state ?? usualState(this.operation)
    const made = await makeResource(this.runContext, this.operation, wanted, apiKey)
    if (made === undefined) throw new CaseSkipped(`needs a fixture for \`${wanted}\``)
    if (!this.runContext.fromExamples) {
      const owner = apiKey === this.runContext.target.apiKey ? '' : " of the other key's account"
      this.script.describeResource(made, `On a fresh resource${owner}, in \`${wanted}\`.`)
    }
    return made
  }

  /** A fresh resource on which a valid request is answered with `status`. */
  async provoke(status: string): Promise<PathParameters> {
    const made = await provokeResponse(this.runContext, this.operation, status)
    if (made === undefined) throw new CaseSkipped(`needs \`provoke\` in the fixture module for ${status}`)
    this.script.describeResource(made, `On a resource whose next valid request is answered with ${status}.`)
    return made
  }

  /** Sends one request and judges the answer by every check. */
  async send(given: RequestPlan, options: { waitForRateLimit?: boolean } = {}): Promise<Exchange> {
    const { target, secrets, checkContext, bodyFiles } = this.runContext
    const plan = completePlan(this.operation, given, checkContext.description.document)
    const request = buildRequest(this.operation, plan, target)
    const credential = credentialOf(this.operation, plan, target)
    secrets.add(credential.secrets)
    const sentAt = Date.now()
    const script = this.script.add(
      () => curlCommand(request, credential, target, (body) => bodyFiles.save(body)),
      plan.rawPath === undefined ? plan.resource : {},
      plan.key,
    )
    const exchangeOf = (response: ReceivedResponse): Exchange => ({
      operation: this.operation,
      request,
      response,
      requestBody: plan.body?.value,
      pathParameters: { ...plan.resource, ...decodePathParameters(plan.rawPath) },
      sentAt,
      receivedAt: Date.now(),
      mayBeReplay: plan.mayBeReplay ?? false,
      provoked: plan.provoked ?? false,
      mayBeHandledUpstream: plan.mayBeHandledUpstream ?? false,
    })
    const secretsToFind = credential.secrets.filter((secret) => !isPartOfKey(secret, target))
    const runChecks = (exchange: Exchange): void => this.runChecks(exchange, secretsToFind, script)
    const sending: SendOptions = {
      waitForRateLimit: options.waitForRateLimit ?? plan.provoked !== true,
      isLimited: (response) => asksToWait({ operation: this.operation, response }),
      onLimited: (limited) => {
        // A limit of which the description says nothing is not the operation's own.
        if (documentedResponse(exchangeOf(limited)) !== undefined) runChecks(exchangeOf(limited))
      },
    }
    let exchange = exchangeOf(await this.deliver(request, plan, sending))
    for (let time = 0; time < RELEASED_AFTER && this.isKeyStillInUse(exchange, plan, options); time += 1) {
      runChecks(exchange)
      await pause(50)
      exchange = exchangeOf(await this.deliver(request, plan, sending))
    }
    if (typeof plan.key === 'string') this.usedKeys.add(plan.key)
    const isAwaitedRateLimit = options.waitForRateLimit === false && exchange.response.status === 429
    if (!isAwaitedRateLimit || documentedResponse(exchange) !== undefined) runChecks(exchange)
    return exchange
  }

  /** Whether a key is said to be in use though its request has been answered: a server may let go of it a little later. */
  private isKeyStillInUse(
    exchange: Exchange,
    { key }: RequestPlan,
    { waitForRateLimit }: { waitForRateLimit?: boolean },
  ): boolean {
    const inProgressResponses = this.operation.idempotency?.inProgress.responses ?? []
    const wasUsed = typeof key === 'string' && this.usedKeys.has(key) && waitForRateLimit !== false
    return wasUsed && this.matches(inProgressResponses, exchange)
  }

  /** An idempotency key that nobody has used. @throws NotReached where the header's schema allows none */
  key(): string {
    return freshKey(this.operation, this.runContext.checkContext.description.document)
  }

  /** Sends several at once. */
  async sendConcurrently(
    plans: readonly RequestPlan[],
    options?: { waitForRateLimit?: boolean },
  ): Promise<Exchange[]> {
    return this.script.concurrently(() => Promise.all(plans.map((plan) => this.send(plan, options))))
  }

  /**
   * The answer to a request. A target that answers others and, asked a second time, still not this one fails on it,
   * unless it is a request that a server in front may cut off.
   *
   * @throws NotReached where there is no answer
   */
  private async deliver(
    request: SentRequest,
    plan: RequestPlan,
    options: SendOptions,
    again = false,
  ): Promise<ReceivedResponse> {
    try {
      const response = await this.runContext.sender.send(request, options)
      this.sentTwice ||= again || response.sentTwice === true
      return response
    } catch (error) {
      if (error instanceof UnreachableError && !again) return this.deliver(request, plan, options, true)
      if (error instanceof UnreachableError && plan.mayBeHandledUpstream !== true) {
        const rule = ruleIds.everyResponse(this.operation, 'no-server-error')
        this.recordFailure({ rule, expected: 'an answer', actual: error.message }, () => this.script.last(1))
      }
      if (error instanceof UnreachableError || error instanceof RateLimitedError)
        throw new CaseSkipped(`the target ${error.message}`)
      if (error instanceof UnsendableError) throw new CaseSkipped(`cannot be sent: ${error.message}`)
      throw error
    }
  }

  /** Looks at an exchange with every check; each rule is told of once. */
  private runChecks(exchange: Exchange, secrets: readonly string[], script: () => string): void {
    const { results, checkContext } = this.runContext
    const reported = new Set<RuleId>()
    for (const check of checks) {
      const { testedRules: reached, failures } = check(exchange, { ...checkContext, secrets })
      for (const rule of new Set(reached)) results.pass(rule)
      for (const failure of failures) {
        if (reported.has(failure.rule)) continue
        reported.add(failure.rule)
        this.recordFailure(failure, script)
      }
    }
  }

  /** Writes down a breach, without the secrets that an answer may have repeated. */
  private recordFailure({ rule, expected, actual }: Failure, script: () => string): void {
    const { results, secrets } = this.runContext
    const failure = { rule, expected: secrets.mask(expected), actual: secrets.mask(actual) }
    results.fail(failure, () => ({ curl: secrets.mask(script()), case: this.testCase.id }))
    this.failureMessages.push(`${rule}: expected ${failure.expected}; got ${failure.actual}`)
  }

  /**
   * Sends a valid request that must succeed for its invalid sibling to prove anything.
   *
   * @throws TwinFailed where it does not, or where what comes is not even JSON though it should be
   */
  async controlRequest(plan: RequestPlan): Promise<Exchange> {
    this.script.addRemark('This succeeds.')
    const exchange = await this.send(plan)
    if (!this.succeeded(exchange) || isInvalidJson(exchange)) {
      throw new ControlFailed(
        `its valid twin was answered ${describeResponse(this.runContext.checkContext.description, exchange)}`,
      )
    }
    return exchange
  }

  succeeded(exchange: Exchange): boolean {
    return this.matches(successResponses(this.operation), exchange)
  }

  matches(expectedResponses: readonly ExpectedResponse[], exchange: Exchange): boolean {
    return expectedResponses.some((expectedResponse) =>
      matchesExpected(this.runContext.checkContext.description, expectedResponse, exchange),
    )
  }

  /** Writes down whether an answer is one of those that conform. @returns whether it is */
  expect(
    exchange: Exchange,
    expectedResponses: readonly ExpectedResponse[],
    rule: RuleId = this.testCase.rules[0],
  ): boolean {
    const { description } = this.runContext.checkContext
    const matches = this.matches(expectedResponses, exchange)
    if (
      !matches &&
      this.runContext.fromExamples &&
      expectedResponses.some(({ status }) => /^[23]/.test(status)) &&
      this.isExampleUnusable(exchange)
    )
      throw new CaseSkipped(
        'needs --fixtures: the example of the description is unknown to the target, or used up',
      )
    return this.record(
      rule,
      matches,
      () => describeExpected(description, this.operation, expectedResponses),
      () => describeResponse(description, exchange),
    )
  }

  /** Whether an answer is about the resource alone: it does not exist, or has come to its end by an earlier request. */
  private isExampleUnusable(exchange: Exchange): boolean {
    const { parameters, lifecycle, responses } = this.operation
    const unknown = unknownIdResponses(this.operation)
    const expectedResponses = [
      ...(unknown.length === 0 ? [{ status: '404' }] : unknown),
      ...responses.filter(({ status }) => status === '410'),
    ]
    const finalStateResponses = lifecycle?.states[lifecycle.to]?.responses ?? []
    return (
      parameters.some(({ object }) => object.in === 'path') &&
      this.matches([...expectedResponses, ...finalStateResponses], exchange)
    )
  }

  /** @throws NotReached where a valid request conflicts with what is there (`isConflict`) */
  expectSuccess(exchange: Exchange, rule?: RuleId): boolean {
    if (isConflict(exchange)) throw new CaseSkipped('it conflicts with what is there already (409)')
    return this.expect(exchange, successResponses(this.operation), rule)
  }

  /** Writes down whether an answer is the same as an earlier one: status and body. */
  expectSame(exchange: Exchange, earlier: Exchange, ...rules: readonly RuleId[]): boolean {
    const { description } = this.runContext.checkContext
    const same = isSameResponse(exchange, earlier)
    for (const rule of rules) {
      this.record(
        rule,
        same,
        () => `the saved answer, ${describeResponse(description, earlier)}`,
        () => describeDifference(exchange, earlier) ?? describeResponse(description, exchange),
      )
    }
    return same
  }

  /** Writes down that a rule is held. */
  pass(rule: RuleId): void {
    this.runContext.results.pass(rule)
  }

  /**
   * Writes down a rule's outcome; the requests of this story so far show it again.
   *
   * @returns `held`
   * @throws NotReached where it is broken, but a request was sent twice: the first may have been executed
   */
  record(rule: RuleId, passed: boolean, expected: () => string, actual: () => string): boolean {
    if (!passed && this.sentTwice) {
      throw new CaseSkipped(
        'a connection was dropped and the request sent again, so the answer proves nothing',
      )
    }
    this.runContext.results.pass(rule)
    if (!passed) {
      const failure = { rule, expected: expected(), actual: actual() }
      this.recordFailure(failure, () => this.script.last())
    }
    return passed
  }
}

/** What raw path text names; nothing where any of it is no percent-encoding. */
function decodePathParameters(raw: PathParameters = {}): PathParameters {
  const pairs = Object.entries(raw).flatMap(([name, text]) => {
    const value = decodeOrUndefined(text)
    return value === undefined ? [] : [[name, value] as const]
  })
  return pairs.length < Object.keys(raw).length ? {} : Object.fromEntries(pairs)
}

/** Whether an answer that is JSON by the description is none: a page that greets every request. */
function isInvalidJson(exchange: Exchange): boolean {
  const described = documentedResponse(exchange)?.content ?? []
  const onlyJson = described.length > 0 && described.every(({ mediaType }) => isJson(mediaType))
  return onlyJson && exchange.request.method !== 'HEAD' && 'fault' in readJson(exchange.response)
}
