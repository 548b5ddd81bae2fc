import type { Description, ExpectedResponse, Operation, Resource } from '../../description/index.ts'
import type { SchemaSet } from '../../schema/index.ts'
import type { Payload } from '../../serialization/index.ts'
import type { CreatedItem } from '../fixtures/created.ts'
import type { PathParameters } from '../fixtures/types.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RequestPlan } from '../http/request.ts'
import type { Target } from '../http/target.ts'
import type { Cause } from '../checks/causes.ts'
import type { RuleId } from '../rules/ids.ts'

export interface SendSettings {
  /** False where a response that asks to wait is itself under test. Default: true. */
  readonly waitForRateLimit?: boolean
  /** The status that the fixtures provoke for this request. It is not waited for. */
  readonly provokes?: string
  /** Default: the operation of the case. */
  readonly operation?: Operation
}

export interface CreateOptions {
  readonly apiKey?: string
  readonly bodies?: readonly (Payload | undefined)[]
}

/** An exchange whose response is stored under its key. */
export interface EarlyExchange {
  readonly plan: RequestPlan
  readonly exchange: Exchange
  /** How many requests the run had sent. */
  readonly sentBefore: number
}

/** A request that must or may be rejected, and the same request without what is invalid. */
export interface InvalidRequest {
  readonly plan: (resource: PathParameters) => Omit<RequestPlan, 'resource'>
  readonly control: Omit<RequestPlan, 'resource'>
  /** Returns whether the response is an expected one. */
  readonly isExpected: (exchange: Exchange) => boolean
  /** Whether a correct server may accept it. Then it gets a resource of its own. Default: false. */
  readonly mayBeAccepted?: boolean
}

/** Everything that a case may use: it makes resources, sends requests and records the outcome of its rules. */
export interface CaseContext {
  readonly operation: Operation
  readonly target: Target
  readonly description: Description
  readonly schemas: SchemaSet
  /** Seeds the generated values. */
  readonly seed: number
  /** How many values are generated for each property. */
  readonly runs: number

  /**
   * Creates a fresh resource.
   *
   * @param state default: the first state that allows the operation
   * @throws CaseSkipped if the fixtures cannot make one
   * @throws FixtureError if they fail
   */
  resource(state?: string, apiKey?: string): Promise<PathParameters>
  /**
   * Creates a fresh resource whose next valid request gets `status`.
   *
   * @throws CaseSkipped if the fixtures cannot make one
   */
  provoke(status: string): Promise<PathParameters>
  /**
   * Moves a resource to another state.
   *
   * @throws CaseSkipped if the fixtures cannot do it
   */
  move(resource: PathParameters, state: string): Promise<void>
  /**
   * Creates an item through the API itself, and everything above it. It is removed after the case.
   *
   * @param options.bodies the bodies to try; undefined is the default of a plan
   * @throws CaseSkipped if every creation is rejected
   */
  create(
    resource: Resource,
    options?: CreateOptions,
  ): Promise<{ readonly item: CreatedItem; readonly exchange: Exchange }>
  /** Creates another item with the same parents. */
  createBeside(item: CreatedItem, body?: Payload): Promise<CreatedItem>
  /**
   * Returns an idempotency key that was never used.
   *
   * @throws CaseSkipped if the schema of the header allows none that can be made
   */
  key(): string

  /**
   * Sends one request and runs every check on the exchange.
   *
   * @throws CaseSkipped if there is no response
   */
  send(plan: RequestPlan, settings?: SendSettings): Promise<Exchange>
  /**
   * Sends a request to a resource that other cases use in the same way, and waits for their common control request.
   *
   * @returns undefined if the case must send it alone, with a control request of its own
   * @throws ControlFailed if the request was accepted, and the control request does not succeed
   */
  sendShared(request: InvalidRequest): Promise<Exchange | undefined>
  /** Sends several requests at the same time. */
  sendConcurrently(plans: readonly RequestPlan[], settings?: SendSettings): Promise<Exchange[]>
  /**
   * Sends a valid request. An invalid one proves something only if this one succeeds.
   *
   * @throws ControlFailed if it does not succeed, or if the body should be JSON and is not
   */
  controlRequest(plan: RequestPlan): Promise<Exchange>
  /** Keeps a request whose response is stored under its key, so that it is sent again at the end of the run. */
  keepForLater(plan: RequestPlan, exchange: Exchange): void
  /** Returns the first requests of the run whose responses are stored under their keys. */
  earlyExchanges(): readonly EarlyExchange[]
  /** Returns how many requests the run has sent since one of these. */
  requestsSince(early: EarlyExchange): number
  /** Leaves the requests so far, or all but the last `kept`, out of the script that reproduces a failure. */
  restartScript(kept?: number): void

  /** Returns whether a check found a failure in an exchange. */
  hasFailed(exchange: Exchange): boolean
  /** Returns whether the response is a documented success. */
  succeeded(exchange: Exchange): boolean
  /** Returns why the rejection of generated values is no failure. Undefined if it is one. */
  whyInconclusive(exchange: Exchange): string | undefined
  /** Returns whether the response is one of those expected. */
  matches(expectedResponses: readonly ExpectedResponse[], exchange: Exchange): boolean

  /**
   * Records whether the response is one of those expected.
   *
   * @param rule default: the first rule of the case
   * @returns whether it is
   */
  expect(exchange: Exchange, expectedResponses: readonly ExpectedResponse[], rule?: RuleId): boolean
  /**
   * Records whether the request succeeded.
   *
   * @throws CaseSkipped if a valid request conflicts with the state of the server (`isConflict`)
   */
  expectSuccess(exchange: Exchange, rule?: RuleId): boolean
  /** Records whether a response has the same status and body as an earlier one. */
  expectSame(exchange: Exchange, earlier: Exchange, ...rules: readonly RuleId[]): boolean
  /** Records that a rule passed. */
  pass(rule: RuleId): void
  /**
   * Records the outcome of a rule. The requests of this case so far reproduce it.
   *
   * @param cause what other rules fail by too. Default: the rule
   *
   * @returns `passed`
   * @throws CaseSkipped if it failed and a request was sent twice: the first may have been executed
   */
  record(rule: RuleId, passed: boolean, expected: () => string, actual: () => string, cause?: Cause): boolean
  /** Adds a shell command to those that reproduce the case, for requests that it did not send itself. */
  addCommand(command: () => string): void
}
