import type { Operation, Resource } from '../../description/index.ts'
import type { Payload } from '../../serialization/index.ts'
import type { Case } from '../cases/case.ts'
import type { CreateOptions, SendSettings } from '../cases/case-context.ts'
import { CaseSkipped } from '../cases/case-skipped.ts'
import type { RecordedFailure } from '../checks/failure.ts'
import { makeResource, moveResource, provokeResponse } from '../fixtures/create.ts'
import type { CreatedItem } from '../fixtures/created.ts'
import { FixtureError } from '../fixtures/error.ts'
import { exampleResource } from '../fixtures/from-examples.ts'
import { findInputs } from '../fixtures/inputs.ts'
import { isOwn, markOwn } from '../fixtures/own.ts'
import type { PathParameters } from '../fixtures/types.ts'
import { makeUsualResource, stateInUse } from '../fixtures/usual.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RequestPlan } from '../http/request.ts'
import { CaseRecorder } from './case-recorder.ts'
import { ItemRequests } from './item-requests.ts'
import type { RunContext } from './run-context.ts'

/** Makes the resources of one case: through the fixtures, the examples or the API itself. */
export abstract class CaseResources {
  protected readonly runContext: RunContext
  protected readonly testCase: Case
  protected readonly recorder: CaseRecorder
  protected readonly items: ItemRequests
  /** Whether the resource of the case is an example of the description. */
  protected usesExample = false

  constructor(runContext: RunContext, testCase: Case) {
    this.runContext = runContext
    this.testCase = testCase
    this.recorder = new CaseRecorder(runContext, testCase)
    this.items = new ItemRequests(runContext, (operation, plan) => this.send(plan, { operation }))
  }

  abstract send(plan: RequestPlan, settings?: SendSettings): Promise<Exchange>

  get operation(): Operation {
    return this.testCase.operation
  }

  get failures(): readonly RecordedFailure[] {
    return this.recorder.failures
  }

  async resource(state?: string, apiKey = this.runContext.target.apiKey): Promise<PathParameters> {
    if (!this.operation.parameters.some(({ object }) => object.in === 'path'))
      return this.valuesWithoutResource(apiKey)
    const { lifecycle, idempotency } = this.operation
    const canCreate = lifecycle === undefined && this.items.canCreate(this.operation)
    if (canCreate && this.runContext.fromExamples) return this.createdResource(apiKey)
    // The resource of the examples can be used only once.
    if (this.runContext.fromExamples && this.testCase.stateful && (lifecycle ?? idempotency) !== undefined)
      throw new CaseSkipped('needs fresh resources: give --fixtures')
    const made = await this.madeResource(state, apiKey)
    const wanted = state ?? stateInUse(this.runContext, this.operation)
    if (made === undefined && canCreate) return this.createdResource(apiKey)
    const example = made ?? this.exampleToRead(wanted, apiKey)
    if (example === undefined) throw new CaseSkipped(`needs a fixture for \`${wanted}\``)
    this.usesExample = made === undefined || this.runContext.fromExamples
    if (this.usesExample) return findInputs(this.runContext, this.operation, example)
    const owner = apiKey === this.runContext.target.apiKey ? '' : " of the other key's account"
    this.describe(example, wanted, owner)
    return example
  }

  private madeResource(state: string | undefined, apiKey: string): Promise<PathParameters | undefined> {
    const { runContext, operation } = this
    return state === undefined
      ? makeUsualResource(runContext, operation, apiKey)
      : makeResource(runContext, operation, state, apiKey)
  }

  /** Uses a resource in the usual state that another case has made. */
  adopt(resource: PathParameters): void {
    this.describe(resource, stateInUse(this.runContext, this.operation))
  }

  private describe(resource: PathParameters, state: string, owner = ''): void {
    this.recorder.script.describeResource(
      resource,
      `On a fresh resource${owner} in state \`${state}\`.`,
      `a fresh one${owner} in ${state}`,
    )
  }

  /** Returns an example of the description for an operation that only reads, and for which the fixtures make nothing. */
  private exampleToRead(state: string, apiKey: string): PathParameters | undefined {
    const { target, checkContext } = this.runContext
    const isOther = apiKey !== target.apiKey || state !== stateInUse(this.runContext, this.operation)
    const onlyReads = /^(?:GET|HEAD)$/.test(this.operation.method) && this.operation.lifecycle === undefined
    return onlyReads && !isOther ? exampleResource(checkContext.description, this.operation) : undefined
  }

  /** Creates what the path of the operation names through the API itself. */
  private async createdResource(apiKey: string): Promise<PathParameters> {
    const made = await this.items.pathParameters(this.operation, apiKey)
    if (made === undefined) throw new CaseSkipped('needs a fixture for `default`')
    // A value that is only generated may be unknown below the created parent.
    if (this.items.createsAll(this.operation)) markOwn(made)
    this.recorder.script.describeResource(made, 'On a fresh resource.')
    return made
  }

  create(
    resource: Resource,
    options?: CreateOptions,
  ): Promise<{ readonly item: CreatedItem; readonly exchange: Exchange }> {
    return this.items.create(resource, options)
  }

  createBeside(item: CreatedItem, body?: Payload): Promise<CreatedItem> {
    return this.items.createBeside(item, body)
  }

  /** Removes what the case created. */
  cleanUp(): Promise<void> {
    return this.items.cleanUp()
  }

  /** Returns the other values of a fixture for an operation whose path has no parameters. */
  private async valuesWithoutResource(apiKey: string): Promise<PathParameters> {
    const { fromExamples, operationsWithoutValues } = this.runContext
    if (fromExamples) return findInputs(this.runContext, this.operation, {})
    if (operationsWithoutValues.has(this.operation.id)) return {}
    const made = await this.madeResource(undefined, apiKey).catch((error: unknown) => {
      // A module that was written for resources need not know operations that have none.
      if (!(error instanceof FixtureError)) throw error
      return undefined
    })
    if (made !== undefined && isOwn(made)) return made
    operationsWithoutValues.add(this.operation.id)
    return {}
  }

  async provoke(status: string): Promise<PathParameters> {
    const made = await provokeResponse(this.runContext, this.operation, status)
    if (made === undefined) throw new CaseSkipped(`needs \`provoke\` in the fixture module for ${status}`)
    this.recorder.script.describeResource(
      made,
      `On a resource whose next valid request gets ${status}.`,
      `one whose next valid request gets ${status}`,
    )
    return made
  }

  async move(resource: PathParameters, state: string): Promise<void> {
    if (!(await moveResource(this.runContext, this.operation, resource, state)))
      throw new CaseSkipped(`needs \`move\` in the fixture module, to \`${state}\``)
    this.recorder.script.addRemark(`After the resource was moved to \`${state}\`.`)
  }
}
