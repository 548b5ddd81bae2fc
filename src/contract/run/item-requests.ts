import { createdId, resourcesOf } from '../../description/index.ts'
import type { Content, OpenAPIDocument, Operation, Resource, Resources } from '../../description/index.ts'
import type { CreateOptions } from '../cases/case-context.ts'
import { CaseSkipped } from '../cases/case-skipped.ts'
import { usualState } from '../cases/lifecycle-states.ts'
import { describeResponse } from '../expected/describe.ts'
import { parametersOf, pathParameterNames } from '../fixtures/created.ts'
import type { CreatedItem, CreatedItems } from '../fixtures/created.ts'
import { makeResource } from '../fixtures/create.ts'
import { exampleOfPath } from '../fixtures/from-examples.ts'
import type { PathParameters } from '../fixtures/types.ts'
import { variedBody } from '../generate/varied-body.ts'
import { jsonOf } from '../http/body.ts'
import { credentialFor } from '../http/credentials.ts'
import type { Credential } from '../http/credentials.ts'
import type { Exchange } from '../http/exchange.ts'
import { buildRequest, completePlan, fillPath, segmentsOf } from '../http/request.ts'
import type { RequestPlan } from '../http/request.ts'
import { requirementFor } from '../http/requirements.ts'
import { accountOf, otherAccountOf } from '../http/target.ts'
import { parseCandidates, validBody } from '../../serialization/index.ts'
import type { Payload } from '../../serialization/index.ts'
import type { RunContext } from './run-context.ts'

/** Sends one request of any operation, and runs every check on the exchange. */
export type SendAs = (operation: Operation, plan: RequestPlan) => Promise<Exchange>

/** Creates items through the API itself for one case, and removes them after it. */
export class ItemRequests {
  private readonly runContext: RunContext
  private readonly send: SendAs
  private readonly ownItems: CreatedItem[] = []
  /** The paths of items that another case created too, and may remove. */
  private readonly shared = new Set<string>()

  constructor(runContext: RunContext, send: SendAs) {
    this.runContext = runContext
    this.send = send
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
      if (!fromExamples)
        fixture ??= await makeResource(this.runContext, operation, usualState(operation), apiKey)
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
    const values = pathParameterNames(resource.create).map((name) => parents[name] ?? '')
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
    bodies: readonly (Payload | undefined)[] = this.bodiesOf(resource.create),
  ): Promise<{ item: CreatedItem; exchange: Exchange }> {
    const { create } = resource
    const { description } = this.runContext.checkContext
    const credential = this.credentialOf(create, apiKey)
    const plan: RequestPlan = { resource: parametersOf(create, parents), credential }
    let exchange: Exchange | undefined
    for (const candidate of bodies) {
      exchange = await this.send(create, {
        ...plan,
        body: candidate ?? plainBody(create, description.document),
      })
      const item = this.itemOf(exchange)
      if (item !== undefined) {
        this.requireUsableId(item)
        this.requireOwn(item)
        if (candidate === undefined && bodies[0] !== undefined) this.runContext.plainBodies.add(create.id)
        return { item, exchange }
      }
      if (isSuccess(exchange)) {
        throw new CaseSkipped(
          `the response of ${create.id} has no id: ${describeResponse(description, exchange)}`,
        )
      }
    }
    const got = exchange === undefined ? 'no response' : describeResponse(description, exchange)
    throw new CaseSkipped(`needs a fixture: ${create.id} got ${got}`)
  }

  /** @throws CaseSkipped if another case may remove the item at any time */
  private requireOwn({ resource, values, path }: CreatedItem): void {
    if (this.shared.has(path) && resource.remove !== undefined)
      throw new CaseSkipped(
        `needs a fixture: ${resource.create.id} made the id \`${values.at(-1) ?? ''}\` of an item that another case uses`,
      )
  }

  /** @throws CaseSkipped if the description does not allow the id in the path of what was created */
  private requireUsableId({ resource, values }: CreatedItem): void {
    const { description, schemas } = this.runContext.checkContext
    const { document } = description
    const id = values.at(-1) ?? ''
    for (const { parameters } of resource.operations) {
      const { object, schema } = parameters.find((one) => one.object.name === resource.parameter) ?? {}
      if (object?.in !== 'path' || schema === undefined) continue
      const candidates = parseCandidates({ document, schemas }, schema, id)
      if (!candidates.some((value) => schemas.mayBeValid(schema, value)))
        throw new CaseSkipped(
          `${resource.create.id} made the id \`${id}\`, which is not valid for \`${object.name}\``,
        )
    }
  }

  /** Returns the bodies to try: one with unique names, then the plain one. Undefined is the default of a plan. */
  private bodiesOf(create: Operation): (Payload | undefined)[] {
    const { document } = this.runContext.checkContext.description
    const [content] = (create.body?.content ?? []).filter((one: Content) => one.schema !== undefined)
    const unique = content === undefined ? undefined : variedBody(document, content)
    return unique === undefined || this.runContext.plainBodies.has(create.id)
      ? [undefined]
      : [unique, undefined]
  }

  /** Gives a creation without a body of its own one with unique names. */
  withUniqueBody(operation: Operation, plan: RequestPlan): RequestPlan {
    const isCreation = this.resources.resources.some(({ create }) => create === operation)
    const isPlain = plan.body === undefined && (plan.method ?? operation.method) === operation.method
    const body =
      isCreation && isPlain && operation.body?.required === true ? this.bodiesOf(operation)[0] : undefined
    return body === undefined ? plan : { ...plan, body }
  }

  /** Returns what an exchange created. Undefined if it created nothing that is known. */
  itemOf(exchange: Exchange): CreatedItem | undefined {
    const { operation, response, requestBody, pathParameters } = exchange
    const resource = this.resources.resources.find(({ create }) => create === operation)
    if (resource === undefined || exchange.request.method !== operation.method || !isSuccess(exchange))
      return undefined
    const id = createdId(resource.ids, {
      requestBody,
      responseBody: jsonOf(response),
      header: (name) => response.headers.get(name)?.[0],
    })
    if (id === undefined) return undefined
    const [item] = resource.operations
    if (item === undefined) return undefined
    const parents = pathParameterNames(operation).map((name) => pathParameters[name] ?? '')
    const values = [...parents, id]
    if (pathParameterNames(item).length !== values.length) return undefined
    return { resource, values, path: this.pathOf(item, values), apiKey: this.runContext.target.apiKey }
  }

  /** Records what an exchange created or removed. */
  observe(exchange: Exchange, credential: Credential): void {
    const item = this.itemOf(exchange)
    if (item !== undefined) {
      const { apiKey, otherApiKey } = this.runContext.target
      const isOther = otherApiKey !== undefined && credential.secrets.includes(otherApiKey)
      const known = { ...item, apiKey: isOther ? otherApiKey : apiKey }
      const isOwn = this.ownItems.some(({ path }) => path === known.path)
      // Where a client chooses the id, such as that of something outside, two cases can choose the same one.
      if (this.created.has(known.path) && !isOwn) this.shared.add(known.path)
      else {
        this.shared.delete(known.path)
        this.created.add(known)
        this.ownItems.push(known)
      }
    }
    if (exchange.request.method === 'DELETE' && /^2/.test(String(exchange.response.status)))
      this.created.markRemoved(
        this.pathOf(
          exchange.operation,
          pathParameterNames(exchange.operation).map((name) => exchange.pathParameters[name] ?? ''),
        ),
      )
  }

  /** Returns the header `If-Match` with the current entity tag, if the operation requires one and it can be read. */
  async precondition(operation: Operation, resource: PathParameters): Promise<RequestPlan['parameters']> {
    const header = operation.parameters.find(
      ({ object }) => object.in === 'header' && /^if-match$/i.test(object.name) && object.required === true,
    )
    const names = pathParameterNames(operation)
    const last = names.at(-1)
    const read = last === undefined ? undefined : this.resources.producerOf(operation, last)?.read
    if (header === undefined || read === undefined) return undefined
    const plan = {
      resource: parametersOf(
        read,
        names.map((name) => resource[name] ?? ''),
      ),
    }
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
    return (status >= 200 && status < 300) || status === 404 || status === 410
      ? undefined
      : `${remove.id} got ${status}`
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

function isSuccess(exchange: Exchange): boolean {
  return exchange.response.status >= 200 && exchange.response.status < 300
}

/** Returns the plain body of an operation. Undefined if it requires none, or if none can be made. */
function plainBody({ body }: Operation, document: OpenAPIDocument): Payload | undefined {
  if (body?.required !== true) return undefined
  return body.content.map((content) => validBody(document, content)).find((made) => made !== undefined)
}
