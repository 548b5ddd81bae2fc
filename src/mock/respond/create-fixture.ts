import type { Description, Operation } from '../../description/index.ts'
import type { Resource } from '../state/resources.ts'
import { NONE, operationKey, resourceKey } from '../state/resources.ts'
import { makeSchemas } from '../read/schemas.ts'
import type { Schemas } from '../read/schemas.ts'
import { itemKey } from './crud/keys.ts'
import { namedParameter } from './named-parameter.ts'
import { freshValue, isValidText } from './fresh-value.ts'
import type { Memory } from './rules.ts'

/** Properties of a new resource. */
export interface FixtureOptions {
  /** The id of the operation that the resource is for. Default: all operations with path parameters. */
  readonly operation?: string | undefined
  /** Default: a state in which the operation succeeds. Ignored by operations without a life cycle. */
  readonly state?: string | undefined
  /** The API key that can access the resource. Default: the key of the first request for it. */
  readonly owner?: string | undefined
  /** The documented status code of the response to its first valid request. Default: the usual response. */
  readonly status?: string | undefined
  /** Whether no other client uses the mock, so that `status` is possible for a path without parameters, too. */
  readonly isAlone?: boolean | undefined
}

const compiled = new WeakMap<Description, Schemas>()

/**
 * Creates a resource and returns its path parameters. Its id contains the state if the schema allows that.
 *
 * @returns undefined for a state or a status code that no operation documents
 */
export function createFixture(
  description: Description,
  memory: Pick<Memory, 'resources' | 'created'>,
  options: FixtureOptions,
): Record<string, string> | undefined {
  const schemas = compiled.get(description) ?? makeSchemas(description.document, 'request')
  compiled.set(description, schemas)
  const operations = operationsFor(description, options)
  if (operations.length === 0) return undefined
  const { state, owner, status } = options
  const parameters: Record<string, string> = {}
  for (const operation of operations) {
    const known = state === NONE || operation.lifecycle !== undefined ? state : undefined
    for (const { object, schema } of operation.parameters) {
      if (object.in !== 'path' || parameters[object.name] !== undefined) continue
      const isTaken = (value: string): boolean =>
        isKnown(memory, operation, object.name, { ...parameters, [object.name]: value })
      const value = { schema, example: object.example, state: known }
      const unused = freshValue(description.document, schemas, { ...value, isTaken })
      parameters[object.name] = isValidText(schemas, schema, unused)
        ? unused
        : freshValue(description.document, schemas, value)
    }
    restore(memory, operation, parameters)
    const key =
      resourceKey(operation, parameters, namedParameter(description, operation, memory)) ??
      (status === undefined ? undefined : operationKey(operation))
    // Without credentials a request has no owner, so a resource of an account would be unknown to it.
    const ownOwner = operation.security.flat().length === 0 ? undefined : owner
    const resource: Resource = {
      owner: ownOwner,
      state: known,
      ...(status !== undefined && { nextStatus: status }),
    }
    if (key !== undefined) memory.resources.set(key, resource)
  }
  return parameters
}

/** Whether there is or was something at the path of an operation, up to a parameter. */
function isKnown(
  { resources, created }: Pick<Memory, 'resources' | 'created'>,
  operation: Operation,
  name: string,
  parameters: Readonly<Record<string, string>>,
): boolean {
  const key = resourceKey(operation, parameters, name)
  const isStored = key !== undefined && resources.get(key) !== undefined
  return isStored || created.isKnown(itemKey(operation, name, parameters))
}

/** Undoes the deletion of what a path names: its schema may have no other value. */
function restore(
  { created }: Pick<Memory, 'created'>,
  operation: Operation,
  parameters: Readonly<Record<string, string>>,
): void {
  for (const { object } of operation.parameters)
    if (object.in === 'path') created.restore(itemKey(operation, object.name, parameters))
}

/** Moves a resource that was created to another state. Returns whether it exists and has states. */
export function moveFixture(
  description: Description,
  memory: Pick<Memory, 'resources' | 'created'>,
  parameters: Readonly<Record<string, string>>,
  state: string,
): boolean {
  let isMoved = false
  for (const operation of description.operations) {
    const key = resourceKey(operation, parameters, namedParameter(description, operation, memory))
    const resource = key === undefined ? undefined : memory.resources.get(key)
    if (key === undefined || resource === undefined || operation.lifecycle === undefined) continue
    memory.resources.set(key, { ...resource, state })
    isMoved = true
  }
  return isMoved
}

/** Returns the operations that a resource is for. If some have a life cycle, only those. */
function operationsFor(
  { operations }: Description,
  { operation: id, state, status, isAlone = false }: FixtureOptions,
): Operation[] {
  const matching = operations.filter(({ path, ...operation }) =>
    id === undefined ? path.includes('{') : operation.id === id,
  )
  const withStates = matching.filter(({ lifecycle }) => lifecycle !== undefined)
  return (withStates.length === 0 ? matching : withStates).filter(
    ({ path, lifecycle, responses }) =>
      // Any other request would get this status.
      (status === undefined || isAlone || path.includes('{')) &&
      (state === undefined ||
        state === NONE ||
        lifecycle === undefined ||
        Object.hasOwn(lifecycle.states, state)) &&
      (status === undefined || responses.some((response) => response.status === status)),
  )
}
