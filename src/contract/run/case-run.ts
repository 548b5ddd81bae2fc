import { isJson, isSuccess } from '../../description/index.ts'
import type { Description, ExpectedResponse } from '../../description/index.ts'
import type { SchemaSet } from '../../schema/index.ts'
import type { CaseContext, InvalidRequest } from '../cases/case-context.ts'
import type { Case } from '../cases/case.ts'
import { CannotPass, CaseSkipped, ControlFailed, InconclusiveRejection } from '../cases/case-skipped.ts'
import type { Failure } from '../checks/failure.ts'
import { sendDistinct } from '../cases/conflicts.ts'
import { documentedResponse } from '../checks/documented.ts'
import { CONFLICT, isConflict } from '../expected/conflict.ts'
import { describeExpected, describeResponse } from '../expected/describe.ts'
import { describeDifference, isSameResponse } from '../expected/diff.ts'
import { possibleSuccesses, successResponses, unknownIdResponses } from '../expected/expected.ts'
import { readJson } from '../http/body.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RequestPlan } from '../http/request.ts'
import type { Target } from '../http/target.ts'
import { CaseRequests } from './case-requests.ts'
import type { RejectionGroup } from './rejection-group.ts'
import type { RunContext } from './run-context.ts'
import type { RuleId } from '../rules/ids.ts'
import { causes } from '../checks/causes.ts'
import type { Cause } from '../checks/causes.ts'
import { causeOfReplay, causeOfResponse } from '../expected/response-causes.ts'

/** Runs one case against the target: compares responses with expectations and records the outcome of rules. */
export class CaseRun extends CaseRequests implements CaseContext {
  private readonly group: RejectionGroup | undefined

  constructor(runContext: RunContext, testCase: Case, group?: RejectionGroup) {
    super(runContext, testCase)
    this.group = group
  }

  get target(): Target {
    return this.runContext.target
  }

  get description(): Description {
    return this.runContext.checkContext.description
  }

  get schemas(): SchemaSet {
    return this.runContext.checkContext.schemas
  }

  get seed(): number {
    return this.runContext.seed
  }

  get runs(): number {
    return this.runContext.runs
  }

  async sendShared(request: InvalidRequest): Promise<Exchange | undefined> {
    return this.group?.send(this, request)
  }

  async controlRequest(plan: RequestPlan): Promise<Exchange> {
    this.recorder.script.addRemark('This succeeds.')
    const exchange = await sendDistinct(this, plan)
    if (!this.succeeded(exchange) || isInvalidJson(exchange)) {
      const reason = this.whyInconclusive(exchange)
      throw new ControlFailed(
        reason ?? `its control request got ${describeResponse(this.description, exchange)}`,
      )
    }
    return exchange
  }

  succeeded(exchange: Exchange): boolean {
    return this.matches(possibleSuccesses(exchange.operation), exchange)
  }

  expect(
    exchange: Exchange,
    expectedResponses: readonly ExpectedResponse[],
    rule: RuleId = this.testCase.rules[0],
  ): boolean {
    if (expectedResponses.length === 0) return this.expectUndocumentedSuccess(exchange, rule)
    const matches = this.matches(expectedResponses, exchange)
    const accepts = expectedResponses.some(({ status }) => /^[23]/.test(status))
    const inconclusive = matches || !accepts ? undefined : this.whyInconclusive(exchange)
    if (inconclusive !== undefined) throw new InconclusiveRejection(inconclusive)
    if (
      !matches &&
      this.usesExample &&
      expectedResponses.some(({ status }) => /^[23]/.test(status)) &&
      this.isExampleUnusable(exchange)
    )
      throw new CaseSkipped(
        'needs --fixtures: the target does not know the example of the description, or it is used up',
      )
    // The check of the status code reports a server error already.
    if (!matches && exchange.response.status >= 500 && this.recorder.hasFailed(exchange))
      throw new CannotPass(`the target responded ${exchange.response.status}`, [rule])
    if (!matches && isConflict(exchange) && expectedResponses.some(({ status }) => isSuccess(status)))
      throw new CaseSkipped(CONFLICT)
    const mayBeRepetition = this.repetitions.mayExplainResponse(exchange, expectedResponses)
    return this.settle(rule, { passed: matches, mayBeRepetition, exchange }, () => ({
      expected: describeExpected(this.description, this.operation, expectedResponses),
      actual: describeResponse(this.description, exchange),
      cause: causeOfResponse(this.description, exchange, expectedResponses, rule),
    }))
  }

  /** Without a documented response to expect, a success shows something, and any other response nothing. */
  private expectUndocumentedSuccess(exchange: Exchange, rule: RuleId): boolean {
    if (!this.succeeded(exchange)) throw new CaseSkipped('no successful response is described')
    this.pass(rule)
    return true
  }

  expectSuccess(exchange: Exchange, rule?: RuleId): boolean {
    if (isConflict(exchange)) throw new CaseSkipped(CONFLICT)
    return this.expect(exchange, successResponses(this.operation), rule)
  }

  expectSame(exchange: Exchange, earlier: Exchange, ...rules: readonly RuleId[]): boolean {
    const isSame = isSameResponse(exchange, earlier)
    for (const rule of rules) {
      this.record(
        rule,
        isSame,
        () => `the stored response, ${describeResponse(this.description, earlier)}`,
        () => describeDifference(exchange, earlier) ?? describeResponse(this.description, exchange),
        causeOfReplay(this.description, exchange, earlier),
      )
    }
    return isSame
  }

  pass(rule: RuleId): void {
    this.recorder.pass(rule)
  }

  addCommand(command: () => string): void {
    this.recorder.script.add(command)
  }

  record(
    rule: RuleId,
    passed: boolean,
    expected: () => string,
    actual: () => string,
    cause: Cause = causes.rule(rule),
  ): boolean {
    const mayBeRepetition = this.repetitions.mayExplain()
    const describe = () => ({ expected: expected(), actual: actual(), cause })
    return this.settle(rule, { passed, mayBeRepetition }, describe)
  }

  /** @param outcome.mayBeRepetition whether a request that was sent twice may be the reason if the rule did not pass */
  private settle(
    rule: RuleId,
    { passed, mayBeRepetition, exchange }: { passed: boolean; mayBeRepetition: boolean; exchange?: Exchange },
    describe: () => Omit<Failure, 'rule'>,
  ): boolean {
    if (!passed && mayBeRepetition) {
      throw new CannotPass(
        'a connection was dropped and the request sent again, so the response proves nothing',
        [rule],
      )
    }
    if (!passed && this.items.whyShared !== undefined) throw new CaseSkipped(this.items.whyShared)
    this.pass(rule)
    if (!passed) {
      this.recorder.fail({ rule, ...describe() }, () => this.recorder.script.last(), { exchange })
    }
    return passed
  }

  /** Returns whether a response is only about the example resource: it is unknown, or an earlier request used it up. */
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
}

/** Returns whether the description documents only JSON for a response whose body is not JSON, such as a welcome page. */
function isInvalidJson(exchange: Exchange): boolean {
  const documented = documentedResponse(exchange)?.content ?? []
  const onlyJson = documented.length > 0 && documented.every(({ mediaType }) => isJson(mediaType))
  return onlyJson && exchange.request.method !== 'HEAD' && 'fault' in readJson(exchange.response)
}
