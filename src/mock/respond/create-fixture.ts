import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { Description, Operation } from '../../description/index.ts'
import type { Resource, Resources } from '../state/resources.ts'
import { NONE, resourceKey } from '../state/resources.ts'
import { makeSchemas } from '../read/schemas.ts'
import type { Schemas } from '../read/schemas.ts'
import { simplest } from './simplest.ts'

/** What a fresh resource is to be like. */
export interface FixtureOptions {
  /** The operation that it is for, by its id; default: all that take path parameters. */
  readonly operation?: string | undefined
  /** Default: one in which the operation succeeds. An operation without a life cycle has no states: any will do. */
  readonly state?: string | undefined
  /** The API key that will see it; default: whoever asks first. */
  readonly owner?: string | undefined
  /** The documented status that its first valid request gets, once; default: none. */
  readonly status?: string | undefined
}

const compiled = new WeakMap<Description, Schemas>()

/**
 * Gives out the path parameters of a new resource in a state, and remembers it. Its id says the state, where the
 * schema lets it.
 *
 * @returns undefined for a state that no operation has, or a status that none documents
 */
export function createFixture(
  description: Description,
  resources: Resources,
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
      parameters[object.name] = freshValue(schemas, schema, object.example, known)
    }
    const key = resourceKey(operation, parameters)
    const resource: Resource = { owner, state: known, ...(status !== undefined && { nextStatus: status }) }
    if (key !== undefined) resources.set(key, resource)
  }
  return parameters
}

/** The operations that a resource can serve; those with a life cycle alone, where there are any and nobody says which. */
function operationsFor(
  { operations }: Description,
  { operation: id, state, status }: FixtureOptions,
): Operation[] {
  const matching = operations.filter(({ path, ...operation }) =>
    id === undefined ? path.includes('{') : operation.id === id,
  )
  const withStates = matching.filter(({ lifecycle }) => lifecycle !== undefined)
  return (withStates.length === 0 ? matching : withStates).filter(
    ({ lifecycle, responses }) =>
      (state === undefined ||
        state === NONE ||
        lifecycle === undefined ||
        Object.hasOwn(lifecycle.states, state)) &&
      (status === undefined || responses.some((response) => response.status === status)),
  )
}

/** A new value that is valid: like the example, with the state in it; failing that like the example; failing that it. */
function freshValue(
  schemas: Schemas,
  schema: string | undefined,
  example: unknown,
  state: string | undefined,
): string {
  const text = typeof example === 'string' || typeof example === 'number' ? String(example) : ''
  const prefix = /^[A-Za-z]+[_-]/.exec(text)?.[0] ?? ''
  const random = randomBytes(16).toString('hex')
  const candidates = [
    `${prefix}${state === undefined ? '' : `${state}_`}${random}`,
    // As long as the example, where that is long enough to be another one each time.
    `${prefix}${random.slice(0, Math.max(8, text.length - prefix.length))}`,
    randomUUID(),
    String(randomInt(1, 2 ** 47)),
    String(randomInt(1, 2 ** 31)),
    text,
    String(simplest(schema === undefined ? {} : schemas.resolve(schema).schema)),
  ]
  const valid = candidates.find((candidate) =>
    [candidate, /^\d+$/.test(candidate) ? Number(candidate) : candidate].some(
      (value) => schema === undefined || schemas.check(schema, value) === undefined,
    ),
  )
  return valid ?? random
}
