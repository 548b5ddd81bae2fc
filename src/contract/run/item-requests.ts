import { createdId, isSuccess, resourcesOf } from '../../description/index.ts'
import type { Operation, Resource, Resources } from '../../description/index.ts'
import { isRecord } from '../../schema/index.ts'
import type { CreateOptions } from '../cases/case-context.ts'
import { CaseSkipped } from '../cases/case-skipped.ts'
import { describeResponse } from '../expected/describe.ts'
import { parametersOf, pathParameterNames, valuesOf } from '../fixtures/created.ts'
import type { CreatedItem, CreatedItems } from '../fixtures/created.ts'
import { exampleOfPath } from '../fixtures/from-examples.ts'
import type { PathParameters } from '../fixtures/types.ts'
import { makeUsualResource } from '../fixtures/usual.ts'
import { chosenIdOf, invalidParameterFor } from '../generate/chosen-id.ts'
import type { ChosenId } from '../generate/chosen-id.ts'
import { jsonOf } from '../http/body.ts'
import { credentialFor } from '../http/credentials.ts'
import type { Credential } from '../http/credentials.ts'
import type { Exchange } from '../http/exchange.ts'
import { buildRequest, completePlan, segmentsOf } from '../http/request.ts'
import type { RequestPlan } from '../http/request.ts'
import { requirementFor } from '../http/requirements.ts'
import { accountOf, otherAccountOf } from '../http/target.ts'
import { fillPath } from '../../serialization/index.ts'
import type { Payload } from '../../serialization/index.ts'
import { plainBody } from './creation-bodies.ts'
import type { RunContext } from './run-context.ts'

/** Sends one request of any operation, and runs every check on the exchange. */
export type SendAs = (operation: Operation, plan: RequestPlan) => Promise<Exchange>

/** Creates items through the API itself for one case, and removes them after it. */
export class ItemRequests {
  private readonly runContext: RunContext
  private readonly send: SendAs
  private readonly ownItems: CreatedItem[] = []
  /** The paths of the items that the case depends on, if something can remove them. */
  private readonly needed = new Set<string>()
  /** The paths of items that another case created too, and may remove. */
  private readonly shared = new Set<string>()
  /** The paths of items that the case created again while they existed. */
  private readonly repeated = new Set<string>()

  constructor(runContext: RunContext, send: SendAs) {
    this.runContext = runContext
    this.send = send
  }

  /** Why a failure of the case proves nothing: another case may have removed its item. Undefined if it proves something. */
  get whyShared(): string | undefined {
    const path = [...this.needed].find((one) => this.runContext.itemUsers.isShared(one, this))
    return path === undefined ? undefined : `needs a fixture: another case uses ${path} too`
  }

  get resources(): Resources {
    return resourcesOf(this.runContext.checkContext.description)
  }

  private get created(): CreatedItems {
    return this.runContext.created
  }

  /** Returns whether the API itself can create what the path of an operation names. */
  canCreate(operation: Operation): boolean {
    return pathParameterNames(operation).some(
      (name) => this.resources.producerOf(operation, name) !== undefined,
    )
  }

  /** Returns whether the API itself creates everything that the path of an operation names. */
  createsAll(operation: Operation): boolean {
    return pathParameterNames(operation).every(
      (name) => this.resources.producerOf(operation, name) !== undefined,
    )
  }

  /**
   * Creates everything that the path of an operation names, the outermost first.
   *
   * @returns the path parameters, or undefined if one of them has no creator, no fixture and no example
   * @throws CaseSkipped if a creation is rejected
   */
  async pathParameters(operation: Operation, apiKey: string): Promise<PathParameters | undefined> {
    let values: readonly string[] = []
    let fixture: PathParameters | undefined
    for (const name of pathParameterNames(operation)) {
      const resource = this.resources.producerOf(operation, name)
      const isNext =
        resource !== undefined && pathParameterNames({ path: resource.itemPath }).length === values.length + 1
      if (resource !== undefined && isNext) {
        values = (await this.createBelow(resource, values, apiKey)).item.values
        continue
      }
      const { fromExamples, checkContext } = this.runContext
      if (!fromExamples) fixture ??= await makeUsualResource(this.runContext, operation, apiKey)
      const example = fixture?.[name] ?? exampleOfPath(checkContext.description, operation, name)
      if (example === undefined) return undefined
      values = [...values, example]
    }
    return parametersOf(operation, values)
  }

  /** Creates one item, with everything above it. */
  async create(
    resource: Resource,
    options: CreateOptions = {},
  ): Promise<{ item: CreatedItem; exchange: Exchange }> {
    const { apiKey = this.runContext.target.apiKey, bodies } = options
    const parents = await this.pathParameters(resource.create, apiKey)
    if (parents === undefined) throw new CaseSkipped(`needs a fixture for ${resource.create.id}`)
    const values = valuesOf(resource.create, parents)
    return this.createBelow(resource, values, apiKey, bodies)
  }

  /** Creates another item with the same parents. */
  async createBeside({ resource, values, apiKey }: CreatedItem, body?: Payload): Promise<CreatedItem> {
    const bodies = body === undefined ? undefined : [body]
    return (await this.createBelow(resource, values.slice(0, -1), apiKey, bodies)).item
  }

  private async createBelow(
    resource: Resource,
    parents: readonly string[],
    apiKey: string,
    given?: readonly (Payload | undefined)[],
  ): Promise<{ item: CreatedItem; exchange: Exchange }> {
    const { create } = resource
    const { creationBodies, checkContext } = this.runContext
    const { description } = checkContext
    const bodies = given?.entries() ?? creationBodies.toTry(description, create)
    const plan = { resource: parametersOf(create, parents), credential: this.credentialOf(create, apiKey) }
    let exchange: Exchange | undefined
    for (const [number, candidate] of bodies) {
      exchange = await this.send(create, { ...plan, body: candidate ?? plainBody(description, create) })
      const item = this.itemOf(exchange)
      if (item !== undefined) {
        this.requireUsableId(item)
        this.requireOwn(item, chosenIdOf(description, create))
        if (given === undefined) creationBodies.accept(create, number)
        return { item, exchange }
      }
      if (isSuccess(exchange.response.status))
        throw new CaseSkipped(
          `the response of ${create.id} has no id: ${describeResponse(description, exchange)}`,
        )
    }
    const got = exchange && describeResponse(description, exchange)
    throw new CaseSkipped(`needs a fixture: ${create.id} got ${got ?? 'no response'}`)
  }

  /** @throws CaseSkipped if another case may remove the item at any time, or if it should be another one */
  private requireOwn({ resource, values, path }: CreatedItem, chosen: ChosenId | undefined): void {
    if (chosen !== undefined && this.repeated.has(path))
      throw new CaseSkipped(`needs a fixture: no other value of \`${chosen.name}\` creates one more`)
    if (resource.remove === undefined) return
    this.needed.add(path)
    if (this.shared.has(path) || this.runContext.itemUsers.isShared(path, this))
      throw new CaseSkipped(
        `needs a fixture: ${resource.create.id} made the id \`${values.at(-1) ?? ''}\` of an item that another case uses`,
      )
  }

  /** @throws CaseSkipped if the description does not allow the id in the path of what was created */
  private requireUsableId({ resource, values }: CreatedItem): void {
    const id = values.at(-1) ?? ''
    const name = invalidParameterFor(this.runContext.checkContext.description, resource, id)
    if (name !== undefined)
      throw new CaseSkipped(`${resource.create.id} made the id \`${id}\`, which is not valid for \`${name}\``)
  }

  /** Gives a creation without a body of its own one with unique names. */
  withUniqueBody(operation: Operation, plan: RequestPlan): RequestPlan {
    const isCreation = this.resources.resources.some(({ create }) => create === operation)
    const isPlain = plan.body === undefined && (plan.method ?? operation.method) === operation.method
    if (!isCreation || !isPlain || operation.body?.required !== true) return plan
    const { creationBodies, checkContext } = this.runContext
    const [[, body] = []] = creationBodies.toTry(checkContext.description, operation)
    return body === undefined ? plan : { ...plan, body }
  }

  /** Returns what an exchange created. Undefined if it created nothing that is known. */
  itemOf(exchange: Exchange): CreatedItem | undefined {
    const { operation, response, requestBody, pathParameters } = exchange
    const resource = this.resources.resources.find(({ create }) => create === operation)
    if (
      resource === undefined ||
      exchange.request.method !== operation.method ||
      !isSuccess(exchange.response.status)
    )
      return undefined
    const id = createdId(resource.ids, {
      requestBody,
      responseBody: jsonOf(response),
      header: (name) => response.headers.get(name)?.[0],
    })
    const [item] = resource.operations
    if (id === undefined || item === undefined) return undefined
    const values = [...valuesOf(operation, pathParameters), id]
    if (pathParameterNames(item).length !== values.length) return undefined
    return { resource, values, path: this.pathOf(item, values), apiKey: this.runContext.target.apiKey }
  }

  /** Records that a request is about to create an item, if the client chooses its id. */
  announce(operation: Operation, { body, resource: parents }: RequestPlan): void {
    const { description } = this.runContext.checkContext
    const id = chosenIdOf(description, operation)
    const value: unknown = body?.value
    const text = id !== undefined && isRecord(value) ? value[id.name] : undefined
    const [item] = this.resources.resources.find(({ create }) => create === operation)?.operations ?? []
    if (item === undefined || (typeof text !== 'string' && typeof text !== 'number')) return
    const values = [...valuesOf(operation, parents), String(text)]
    this.runContext.itemUsers.add(this.pathOf(item, values), this)
  }

  /** Records what an exchange created or removed. */
  observe(exchange: Exchange, credential: Credential): void {
    const item = this.itemOf(exchange)
    if (item !== undefined) {
      this.runContext.itemUsers.add(item.path, this)
      const { apiKey, otherApiKey } = this.runContext.target
      const isOther = otherApiKey !== undefined && credential.secrets.includes(otherApiKey)
      const known = { ...item, apiKey: isOther ? otherApiKey : apiKey }
      const isOwn = this.ownItems.some(({ path }) => path === known.path)
      // Where a client chooses the id, such as that of something outside, two cases can choose the same one.
      const exists = this.created.has(known.path)
      if (exists) (isOwn ? this.repeated : this.shared).add(known.path)
      if (!exists || isOwn) {
        this.shared.delete(known.path)
        this.created.add(known)
        this.ownItems.push(known)
      }
    }
    if (exchange.request.method === 'DELETE' && isSuccess(exchange.response.status))
      this.created.markRemoved(
        this.pathOf(exchange.operation, valuesOf(exchange.operation, exchange.pathParameters)),
      )
  }

  /** Returns the header `If-Match` with the current entity tag, if the operation requires one and it can be read. */
  async precondition(operation: Operation, resource: PathParameters): Promise<RequestPlan['parameters']> {
    const header = operation.parameters.find(
      ({ object }) => object.in === 'header' && /^if-match$/i.test(object.name) && object.required === true,
    )
    const last = pathParameterNames(operation).at(-1)
    const read = last === undefined ? undefined : this.resources.producerOf(operation, last)?.read
    if (header === undefined || read === undefined) return undefined
    const plan = { resource: parametersOf(read, valuesOf(operation, resource)) }
    const { target, sender, checkContext } = this.runContext
    const request = buildRequest(read, completePlan(read, plan, checkContext.description.document), target)
    const tag = (await sender.send(request)).headers.get('etag')?.[0]
    return tag === undefined ? undefined : [{ in: 'header', name: header.object.name, value: tag }]
  }

  /** Removes what the case created and did not remove itself, the newest first. */
  async cleanUp(): Promise<void> {
    for (const item of this.ownItems.splice(0).reverse()) {
      if (this.created.isRemoved(item)) continue
      const why = await this.remove(item).catch((error: unknown) => String(error))
      if (why === undefined) this.created.markRemoved(item.path)
      else this.created.leaveBehind(item, why)
    }
    this.runContext.itemUsers.release(this)
  }

  /** Returns why an item could not be removed. */
  private async remove({ resource, values, apiKey }: CreatedItem): Promise<string | undefined> {
    const { remove } = resource
    if (remove === undefined) return 'the description has no operation that deletes it'
    const { target, sender, checkContext } = this.runContext
    await target.tokens.refresh()
    const credential = this.credentialOf(remove, apiKey)
    const parameters = await this.precondition(remove, parametersOf(remove, values))
    const plan = { resource: parametersOf(remove, values), credential, ...(parameters && { parameters }) }
    const request = buildRequest(
      remove,
      completePlan(remove, plan, checkContext.description.document),
      target,
    )
    const { status } = await sender.send(request, { cleansUp: true })
    return isSuccess(status) || status === 404 || status === 410 ? undefined : `${remove.id} got ${status}`
  }

  private credentialOf(operation: Operation, apiKey: string): Credential {
    const { target } = this.runContext
    const account = apiKey === target.apiKey ? accountOf(target) : otherAccountOf(target)
    return credentialFor(requirementFor(operation, target), account)
  }

  private pathOf(operation: Operation, values: readonly string[]): string {
    const { document } = this.runContext.checkContext.description
    return fillPath(operation, segmentsOf(operation, parametersOf(operation, values), document))
  }
}
