import { isDeepStrictEqual } from 'node:util'
import type { Answer, Operation } from '../description/index.ts'
import { answerFits, describeAnswers, describeResponse, successAnswers } from './answers.ts'
import { NotReached, TwinFailed } from './case.ts'
import type { Case } from './case.ts'
import { checks } from './checks/index.ts'
import type { CheckContext } from './checks/check.ts'
import { documentedResponse } from './checks/documented.ts'
import { curlLine } from './curl.ts'
import type { Exchange, ReceivedResponse, SentRequest } from './exchange.ts'
import type { PathParameters } from './fixture.ts'
import type { Ledger } from './ledger.ts'
import { isJson, readJson } from './payload.ts'
import { buildRequest, complete, credentialOf } from './request.ts'
import type { RequestPlan } from './request.ts'
import { makeResource, provokeAnswer } from './resource.ts'
import type { Workshop } from './resource.ts'
import { RateLimitedError, UnreachableError } from './send.ts'
import type { Sender, SendOptions } from './send.ts'
import type { Finding } from './violation.ts'

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
  private readonly lines: string[] = []
  /** Whether a request was sent twice: what came may be the answer to the second time. */
  private sentTwice = false

  constructor(stage: Stage, subject: Case) {
    this.stage = stage
    this.subject = subject
  }

  private get operation(): Operation {
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
    const wanted = state ?? allowedState(this.operation)
    const made = await makeResource(this.stage, this.operation, wanted, apiKey)
    if (made === undefined) throw new NotReached(`needs a fixture for \`${wanted}\``)
    return made
  }

  /** A fresh resource on which a valid request is answered with `status`. */
  async provoke(status: string): Promise<PathParameters> {
    const made = await provokeAnswer(this.stage, this.operation, status)
    if (made === undefined) throw new NotReached(`needs \`provoke\` in the fixture module for ${status}`)
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
    const line = curlLine(request, credential, target)
    this.lines.push(line)
    const exchangeOf = (response: ReceivedResponse): Exchange => ({
      operation: this.operation,
      request,
      response,
      requestBody: plan.body?.value,
      pathParameters: { ...plan.resource, ...decoded(plan.rawPath) },
      sentAt,
      receivedAt: Date.now(),
      mayBeReplay: plan.mayBeReplay ?? false,
      provoked: plan.provoked ?? false,
      unrouted: plan.unrouted ?? false,
    })
    const judge = (exchange: Exchange): void => this.judge(exchange, credential.secrets, line)
    const response = await this.deliver(request, plan, {
      obey: options.obey ?? plan.provoked !== true,
      onLimited: (limited) => {
        // A limit of which the description says nothing is not the operation's own.
        if (documentedResponse(exchangeOf(limited)) !== undefined) judge(exchangeOf(limited))
      },
    })
    const exchange = exchangeOf(response)
    judge(exchange)
    return exchange
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
        this.found({ rule, expected: 'an answer', actual: error.message }, this.lines.slice(-1))
      }
      if (error instanceof UnreachableError || error instanceof RateLimitedError)
        throw new NotReached(`the target ${error.message}`)
      throw error
    }
  }

  /** Looks at an exchange with every check; each rule is told of once. */
  private judge(exchange: Exchange, secrets: readonly string[], line: string): void {
    const { ledger, context } = this.stage
    const told = new Set<string>()
    for (const check of checks) {
      const { reached, findings } = check(exchange, { ...context, secrets })
      for (const rule of new Set(reached)) ledger.reach(rule)
      for (const finding of findings) {
        if (told.has(finding.rule)) continue
        told.add(finding.rule)
        this.found(finding, [line])
      }
    }
  }

  /** Writes down a breach, without the secrets that an answer may have repeated. */
  private found({ rule, expected, actual }: Finding, lines: readonly string[]): void {
    const { ledger, secrets } = this.stage
    const finding = { rule, expected: secrets.mask(expected), actual: secrets.mask(actual) }
    ledger.break(finding, { curl: lines.join('\n'), case: this.subject.id })
    this.broken.push(`${rule}: expected ${finding.expected}; got ${finding.actual}`)
  }

  /**
   * Sends a valid request that must succeed for its invalid sibling to prove anything.
   *
   * @throws TwinFailed where it does not, or where what comes is not even JSON though it should be
   */
  async twin(plan: RequestPlan): Promise<Exchange> {
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
    return this.hold(
      rule,
      this.fits(answers, exchange),
      () => describeAnswers(description, this.operation, answers),
      () => describeResponse(description, exchange),
    )
  }

  expectSuccess(exchange: Exchange, rule?: string): boolean {
    return this.expect(exchange, successAnswers(this.operation), rule)
  }

  /** Writes down whether an answer is the same as an earlier one: status and body. */
  expectSame(exchange: Exchange, earlier: Exchange, rule: string): boolean {
    const { description } = this.stage.context
    return this.hold(
      rule,
      sameAnswer(exchange, earlier),
      () => `the saved answer, ${describeResponse(description, earlier)}`,
      () => difference(exchange, earlier) ?? describeResponse(description, exchange),
    )
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
    if (!held) this.found({ rule, expected: expected(), actual: actual() }, this.lines.slice(-6))
    return held
  }
}

/** What raw path text names; nothing where it is no percent-encoding. */
function decoded(raw: PathParameters = {}): PathParameters {
  try {
    return Object.fromEntries(Object.entries(raw).map(([name, text]) => [name, decodeURIComponent(text)]))
  } catch {
    return {}
  }
}

/** The first state in which the operation can only succeed; any where there is no life cycle. */
export function allowedState(operation: Operation): string {
  const states = Object.entries(operation.lifecycle?.states ?? {})
  return states.find(([, { answers }]) => answers.every(({ status }) => /^2/.test(status)))?.[0] ?? 'default'
}

/** Whether an answer that is JSON by the description is none: a page that greets every request. */
function isGarbled(exchange: Exchange): boolean {
  const described = documentedResponse(exchange)?.content ?? []
  const onlyJson = described.length > 0 && described.every(({ mediaType }) => isJson(mediaType))
  return onlyJson && 'fault' in readJson(exchange.response)
}

export function sameAnswer(one: Exchange, other: Exchange): boolean {
  return one.response.status === other.response.status && sameBody(one, other)
}

function sameBody(one: Exchange, other: Exchange): boolean {
  if (Buffer.from(one.response.body).equals(Buffer.from(other.response.body))) return true
  const left = readJson(one.response)
  const right = readJson(other.response)
  return 'value' in left && 'value' in right && isDeepStrictEqual(left.value, right.value)
}

/** The first difference between two answers in words, where both are objects of one status. */
function difference(one: Exchange, other: Exchange): string | undefined {
  const left = readJson(one.response)
  const right = readJson(other.response)
  if (one.response.status !== other.response.status || !('value' in left) || !('value' in right))
    return undefined
  const path = firstDifference(right.value, left.value, '')
  return path === undefined ? undefined : `another body: ${path}`
}

function firstDifference(before: unknown, after: unknown, pointer: string): string | undefined {
  if (isDeepStrictEqual(before, after)) return undefined
  const objects = [before, after].every((value) => typeof value === 'object' && value !== null)
  if (!objects) return `${pointer} was ${JSON.stringify(before)}, is ${JSON.stringify(after)}`
  const left = before as Record<string, unknown>
  const right = after as Record<string, unknown>
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = firstDifference(left[key], right[key], `${pointer}/${key}`)
    if (found !== undefined) return found
  }
  return `${pointer} differs`
}
