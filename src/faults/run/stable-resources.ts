import {
  isJson,
  isSuccess,
  joinPointer,
  parseCondition,
  responseFor,
  set,
  valuesOfExamples,
} from '../../description/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import { showResource } from '../../mock/index.ts'
import type { MockRequest, SerializedResponse } from '../../mock/index.ts'
import { isRecord, schemasOf } from '../../schema/index.ts'
import { jsonOf, withJson } from '../model/message.ts'
import { parametersOf } from '../model/path.ts'

type Resource = Readonly<Record<string, unknown>>

/**
 * The resources of operations with a life cycle. The mock makes each response anew. Here an operation changes only what
 * its `x-lifecycle` names, so that the contract can compare the resource before and after.
 */
export class StableResources {
  private readonly description: Description
  private isActive = false
  private readonly byParameters = new Map<string, Resource>()

  constructor(description: Description) {
    this.description = description
  }

  /** Makes the resource that a fixture returns, from an example of the response. Undefined without one. */
  create(
    id: string,
    parameters: Readonly<Record<string, string>>,
    state: string | undefined,
  ): object | undefined {
    const operation = this.description.operations.find((each) => each.id === id)
    const example = operation === undefined ? undefined : exampleOf(operation)
    if (!this.isActive || operation?.lifecycle?.changes === undefined || example === undefined)
      return undefined
    const tied = tiedToPath(operation).reduce<unknown>(
      (resource, [pointer, name]) => set(resource, pointer, parameters[name]),
      example,
    )
    const whole = state === undefined ? tied : set(tied, operation.lifecycle.state, state)
    if (!isRecord(whole)) return undefined
    const resource = withoutChosen(operation, whole)
    this.byParameters.set(keyOf(operation, parameters), resource)
    return resource
  }

  /** Returns a response with the resource as it is: a success changes only what it may change, a rejection nothing. */
  apply(operation: Operation, request: MockRequest, response: SerializedResponse): SerializedResponse {
    const { lifecycle } = operation
    const parameters = parametersOf(operation, request) ?? {}
    const key = keyOf(operation, parameters)
    const known = this.byParameters.get(key)
    const body = jsonOf(response)?.value
    if (lifecycle?.changes === undefined || !isRecord(body)) return response
    // A request without a body chooses nothing.
    const stable = (resource: Resource): Resource =>
      request.body.length === 0 ? resource : withoutChosen(operation, resource)
    // A fixture may move the resource to a state in which the operation succeeds again.
    const resource = known ?? (isSuccess(response.status) ? stable(body) : undefined)
    if (resource === undefined) return response
    if (!isSuccess(response.status))
      return withJson(response, showResource(body, lifecycle, Object.values(parameters), stable(resource)))
    const changed = new Set([lifecycle.state, ...lifecycle.changes])
    const kept = Object.entries(stable(resource)).filter(([name]) => !changed.has(joinPointer('', name)))
    const merged = { ...body, ...Object.fromEntries(kept) }
    if (!this.isValid(operation, response.status, merged)) return response
    this.byParameters.set(key, { ...resource, ...stable(merged) })
    return withJson(response, merged)
  }

  private isValid(operation: Operation, status: number, body: Resource): boolean {
    const content = responseFor(operation, status)?.content.find(({ mediaType }) => isJson(mediaType))
    const schema = content?.schema
    return schema === undefined || schemasOf(this.description.document).check(schema, body).length === 0
  }

  /** Forgets all resources. @param isActive whether fixtures make stable resources from now on */
  reset(isActive: boolean): void {
    this.isActive = isActive
    this.byParameters.clear()
  }
}

function keyOf({ path }: Operation, parameters: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => parameters[name] ?? '')
}

function exampleOf({ responses }: Operation): Readonly<Record<string, unknown>> | undefined {
  return responses
    .filter(({ status }) => isSuccess(status))
    .flatMap(({ content }) => content.filter(({ mediaType }) => isJson(mediaType)))
    .flatMap(({ object }) => valuesOfExamples(object))
    .find(isRecord)
}

/** Returns a resource without what a response has as its request asks for it, such as an object in place of its id. */
function withoutChosen(operation: Operation, resource: Resource): Resource {
  const chosen = chosenByRequests(operation)
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !chosen.has(name)))
}

/** Returns the names of what requests choose in a successful response. */
function chosenByRequests({ responses }: Operation): Set<string> {
  const conditions = responses
    .filter(({ status }) => isSuccess(status))
    .flatMap(({ object }) => object['x-criteria'] ?? [])
    .flatMap(({ condition }) => (condition.includes('$request.body') ? [condition] : []))
  return new Set(
    conditions.flatMap((condition) =>
      [...condition.matchAll(/\$response\.body#\/([\w-]+)/g)].map(([, name = '']) => name),
    ),
  )
}

/** Returns the parts of a successful response that must be a value of the path: their pointers and its names. */
function tiedToPath({ responses }: Operation): [pointer: string, name: string][] {
  return responses
    .filter(({ status }) => isSuccess(status))
    .flatMap(({ object }) => object['x-criteria'] ?? [])
    .flatMap(({ condition: text }): [string, string][] => {
      const condition = parseCondition(text)
      if (condition.kind !== 'compare' || condition.operator !== '==') return []
      const sides = [condition.left, condition.right]
      const body = sides.find((side) => side.kind === 'body')
      const path = sides.find((side) => side.kind === 'parameter' && side.part === 'path')
      return body?.kind === 'body' && body.message === 'response' && path?.kind === 'parameter'
        ? [[body.pointer, path.name]]
        : []
    })
}
