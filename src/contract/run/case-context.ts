import { setTimeout as pause } from 'node:timers/promises'
import { isJson } from '../../description/index.ts'
import type { Answer, Operation } from '../../description/index.ts'
import {
  answerFits,
  asksToWait,
  describeAnswers,
  describeResponse,
  isConflict,
  successAnswers,
  unknownIdAnswers,
} from '../expected/expected.ts'
import { NotReached, TwinFailed } from '../cases/case.ts'
import type { Case } from '../cases/case.ts'
import { usualState } from '../cases/lifecycle-states.ts'
import { checks } from '../checks/index.ts'
import type { CheckContext } from '../checks/check.ts'
import { documentedResponse } from '../checks/documented.ts'
import { curlLine } from '../repro/curl.ts'
import type { Exchange, ReceivedResponse, SentRequest } from '../http/exchange.ts'
import type { PathParameters } from '../fixtures/types.ts'
import type { Ledger } from './results.ts'
import { readJson } from '../http/body.ts'
import { buildRequest, complete, credentialOf } from '../http/request.ts'
import type { RequestPlan } from '../http/request.ts'
import { makeResource, provokeAnswer } from '../fixtures/create.ts'
import type { Workshop } from '../fixtures/create.ts'
import { RateLimitedError, UnreachableError, UnsendableError } from '../http/send.ts'
import type { Sender, SendOptions } from '../http/send.ts'
import { Script } from '../repro/script.ts'
import { difference, sameAnswer } from '../expected/same-response.ts'
import { isPartOfKey } from '../http/target.ts'
import { freshKey } from '../generate/idempotency-key.ts'
import { decoded } from '../../serialization/path.ts'
import type { Finding } from '../checks/failure.ts'

/** After so many answers, 50 ms apart, a key that is still in use is not let go of any more. */
const RELEASED_AFTER = 5

/** What every story of a run shares. */
export interface Stage extends Workshop {
  readonly sender: Sender
  readonly ledger: Ledger
  readonly context: Omit<CheckContext, 'secrets'>
  /** For what is generated. */
  readonly seed: number
  readonly runs: number
}

/** How one case talks to the target: every exchange passes every check, and what it expects is written down. */
export class Story {
  readonly stage: Stage
  /** What broke in this case, for a runner that tells of cases. */
  readonly broken: string[] = []
  private readonly subject: Case
  /** What shows this case again. */
  readonly script = new Script()
  /** Whether a request was sent twice: what came may be the answer to the second time. */
  private sentTwice = false
  private readonly usedKeys = new Set<string>()

  constructor(stage: Stage, subject: Case) {
    this.stage = stage
    this.subject = subject
  }

  get operation(): Operation {
    return this.subject.operation
  }

  /**
   * A fresh resource.
   *
   * @param state the first state in which the operation is allowed where nothing is said
   * @throws NotReached where the fixtures cannot make one
   * @throws FixtureError where they fail
   */
  async resource(state?: string, apiKey = this.stage.target.apiKey): Promise<PathParameters> {
    if (!this.operation.parameters.some(({ object }) => object.in === 'path')) return {}
    const { lifecycle, idempotency } = this.operation
    // The one that the examples name serves once.
    if (this.stage.fromExamples && this.subject.stateful && (lifecycle ?? idempotency) !== undefined)
      throw new NotReached('needs fresh resources: give --fixtures')
    const wanted = state ?? usualState(this.operation)
    const made = await makeResource(this.stage, this.operation, wanted, apiKey)
    if (made === undefined) throw new NotReached(`needs a fixture for \`${wanted}\``)
    if (!this.stage.fromExamples) {
      const owner = apiKey === this.stage.target.apiKey ? '' : " of the other key's account"
      this.script.explain(made, `On a fresh resource${owner}, in \`${wanted}\`..`)
    }
    return made
  }

  /** A fresh resource on which a valid request is answered with `status`. */
  async provoke(status: string): Promise<PathParameters> {
    const made = await provokeAnswer(this.stage, this.operation, status)
    if (made === undefined) throw new NotReached(`needs \`provoke\` in the fixture module for ${status}`)
    this.script.explain(made, `On a resource whose next valid request is answered with ${status}.`)
    return made
  }

  /** Sends one request and judges the answer by every check. */
  async send(given: RequestPlan, options: { obey?: boolean } = {}): Promise<Exchange> {
    const { target, secrets, context } = this.stage
    const plan = complete(this.operation, given, context.description.document)
    const request = buildRequest(this.operation, plan, target)
    const credential = credentialOf(this.operation, plan, target)
    secrets.add(credential.secrets)
    const sentAt = Date.now()
    const script = this.script.add(
      () => curlLine(request, credential, target),
      plan.rawPath === undefined ? plan.resource : {},
      plan.key,
    )
    const exchangeOf = (response: ReceivedResponse): Exchange => ({
      operation: this.operation,
      request,
      response,
      requestBody: plan.body?.value,
      pathParameters: { ...plan.resource, ...named(plan.rawPath) },
      sentAt,
      receivedAt: Date.now(),
      mayBeReplay: plan.mayBeReplay ?? false,
      provoked: plan.provoked ?? false,
      unrouted: plan.unrouted ?? false,
    })
    const hunted = credential.secrets.filter((secret) => !isPartOfKey(secret, target))
    const judge = (exchange: Exchange): void => this.judge(exchange, hunted, script)
    const sending: SendOptions = {
      obey: options.obey ?? plan.provoked !== true,
      isLimited: (response) => asksToWait({ operation: this.operation, response }),
      onLimited: (limited) => {
        // A limit of which the description says nothing is not the operation's own.
        if (documentedResponse(exchangeOf(limited)) !== undefined) judge(exchangeOf(limited))
      },
    }
    let exchange = exchangeOf(await this.deliver(request, plan, sending))
    for (let time = 0; time < RELEASED_AFTER && this.lingers(exchange, plan, options); time += 1) {
      judge(exchange)
      await pause(50)
      exchange = exchangeOf(await this.deliver(request, plan, sending))
    }
    if (typeof plan.key === 'string') this.usedKeys.add(plan.key)
    const isHeldOff = options.obey === false && exchange.response.status === 429
    if (!isHeldOff || documentedResponse(exchange) !== undefined) judge(exchange)
    return exchange
  }

  /** Whether a key is said to be in use though its request has been answered: a server may let go of it a little later. */
  private lingers(exchange: Exchange, { key }: RequestPlan, { obey }: { obey?: boolean }): boolean {
    const inUse = this.operation.idempotency?.inProgress.answers ?? []
    const isFree = typeof key === 'string' && this.usedKeys.has(key) && obey !== false
    return isFree && this.fits(inUse, exchange)
  }

  /** An idempotency key that nobody has used. @throws NotReached where the header's schema allows none */
  key(): string {
    return freshKey(this.operation, this.stage.context.description.document)
  }

  /** Sends several at once. */
  async atOnce(plans: readonly RequestPlan[], options?: { obey?: boolean }): Promise<Exchange[]> {
    return this.script.atOnce(() => Promise.all(plans.map((plan) => this.send(plan, options))))
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
      const response = await this.stage.sender.send(request, options)
      this.sentTwice ||= again || response.sentTwice === true
      return response
    } catch (error) {
      if (error instanceof UnreachableError && !again) return this.deliver(request, plan, options, true)
      if (error instanceof UnreachableError && plan.unrouted !== true) {
        const rule = `${this.operation.id}/no-server-error`
        this.found({ rule, expected: 'an answer', actual: error.message }, this.script.last(1))
      }
      if (error instanceof UnreachableError || error instanceof RateLimitedError)
        throw new NotReached(`the target ${error.message}`)
      if (error instanceof UnsendableError) throw new NotReached(`cannot be sent: ${error.message}`)
      throw error
    }
  }

  /** Looks at an exchange with every check; each rule is told of once. */
  private judge(exchange: Exchange, secrets: readonly string[], script: () => string): void {
    const { ledger, context } = this.stage
    const told = new Set<string>()
    for (const check of checks) {
      const { reached, findings } = check(exchange, { ...context, secrets })
      for (const rule of new Set(reached)) ledger.reach(rule)
      for (const finding of findings) {
        if (told.has(finding.rule)) continue
        told.add(finding.rule)
        this.found(finding, script())
      }
    }
  }

  /** Writes down a breach, without the secrets that an answer may have repeated. */
  private found({ rule, expected, actual }: Finding, curl: string): void {
    const { ledger, secrets } = this.stage
    const finding = { rule, expected: secrets.mask(expected), actual: secrets.mask(actual) }
    ledger.break(finding, { curl: secrets.mask(curl), case: this.subject.id })
    this.broken.push(`${rule}: expected ${finding.expected}; got ${finding.actual}`)
  }

  /**
   * Sends a valid request that must succeed for its invalid sibling to prove anything.
   *
   * @throws TwinFailed where it does not, or where what comes is not even JSON though it should be
   */
  async twin(plan: RequestPlan): Promise<Exchange> {
    this.script.say('This succeeds.')
    const exchange = await this.send(plan)
    if (!this.succeeded(exchange) || isGarbled(exchange)) {
      throw new TwinFailed(
        `its valid twin was answered ${describeResponse(this.stage.context.description, exchange)}`,
      )
    }
    return exchange
  }

  succeeded(exchange: Exchange): boolean {
    return this.fits(successAnswers(this.operation), exchange)
  }

  fits(answers: readonly Answer[], exchange: Exchange): boolean {
    return answers.some((answer) => answerFits(this.stage.context.description, answer, exchange))
  }

  /** Writes down whether an answer is one of those that conform. @returns whether it is */
  expect(exchange: Exchange, answers: readonly Answer[], rule: string = this.subject.rules[0]): boolean {
    const { description } = this.stage.context
    const fits = this.fits(answers, exchange)
    if (
      !fits &&
      this.stage.fromExamples &&
      answers.some(({ status }) => /^[23]/.test(status)) &&
      this.isOfTheExample(exchange)
    )
      throw new NotReached(
        'needs --fixtures: the example of the description is unknown to the target, or used up',
      )
    return this.hold(
      rule,
      fits,
      () => describeAnswers(description, this.operation, answers),
      () => describeResponse(description, exchange),
    )
  }

  /** Whether an answer is about the resource alone: it does not exist, or has come to its end by an earlier request. */
  private isOfTheExample(exchange: Exchange): boolean {
    const { parameters, lifecycle, responses } = this.operation
    const unknown = unknownIdAnswers(this.operation)
    const answers = [
      ...(unknown.length === 0 ? [{ status: '404' }] : unknown),
      ...responses.filter(({ status }) => status === '410'),
    ]
    const ended = lifecycle?.states[lifecycle.to]?.answers ?? []
    return (
      parameters.some(({ object }) => object.in === 'path') && this.fits([...answers, ...ended], exchange)
    )
  }

  /** @throws NotReached where a valid request conflicts with what is there (`isConflict`) */
  expectSuccess(exchange: Exchange, rule?: string): boolean {
    if (isConflict(exchange)) throw new NotReached('it conflicts with what is there already (409)')
    return this.expect(exchange, successAnswers(this.operation), rule)
  }

  /** Writes down whether an answer is the same as an earlier one: status and body. */
  expectSame(exchange: Exchange, earlier: Exchange, ...rules: readonly string[]): boolean {
    const { description } = this.stage.context
    const same = sameAnswer(exchange, earlier)
    for (const rule of rules) {
      this.hold(
        rule,
        same,
        () => `the saved answer, ${describeResponse(description, earlier)}`,
        () => difference(exchange, earlier) ?? describeResponse(description, exchange),
      )
    }
    return same
  }

  /** Writes down that a rule is held. */
  pass(rule: string): void {
    this.stage.ledger.reach(rule)
  }

  /**
   * Writes down a rule's outcome; the requests of this story so far show it again.
   *
   * @returns `held`
   * @throws NotReached where it is broken, but a request was sent twice: the first may have been executed
   */
  hold(rule: string, held: boolean, expected: () => string, actual: () => string): boolean {
    if (!held && this.sentTwice) {
      throw new NotReached(
        'a connection was dropped and the request sent again, so the answer proves nothing',
      )
    }
    this.stage.ledger.reach(rule)
    if (!held) this.found({ rule, expected: expected(), actual: actual() }, this.script.last())
    return held
  }
}

/** What raw path text names; nothing where any of it is no percent-encoding. */
function named(raw: PathParameters = {}): PathParameters {
  const pairs = Object.entries(raw).flatMap(([name, text]) => {
    const value = decoded(text)
    return value === undefined ? [] : [[name, value] as const]
  })
  return pairs.length < Object.keys(raw).length ? {} : Object.fromEntries(pairs)
}

/** Whether an answer that is JSON by the description is none: a page that greets every request. */
function isGarbled(exchange: Exchange): boolean {
  const described = documentedResponse(exchange)?.content ?? []
  const onlyJson = described.length > 0 && described.every(({ mediaType }) => isJson(mediaType))
  return onlyJson && exchange.request.method !== 'HEAD' && 'fault' in readJson(exchange.response)
}
