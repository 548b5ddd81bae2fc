import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { joinPointer } from '../description/index.ts'
import type { Description, Operation } from '../description/index.ts'
import type { Resource, Resources } from './resources.ts'
import { NONE, resourceKey } from './resources.ts'
import { makeSchemas } from './schemas.ts'
import type { Schemas } from './schemas.ts'
import { simplest } from './simplest.ts'

export interface FreshWishes {
  /** Default: one in which the operation succeeds. */
  readonly state?: string | undefined
  /** The API key that will see it; default: whoever asks first. */
  readonly owner?: string | undefined
  /** The documented status that its first valid request gets, once; default: none. */
  readonly status?: string | undefined
}

/**
 * Gives out the path parameters of a new resource in a state, and remembers it. Its id says the state, where the
 * schema lets it.
 *
 * @returns undefined for a state that no operation has, or a status that none documents
 */
export function freshResource(
  description: Description,
  resources: Resources,
  { state, owner, status }: FreshWishes,
): Record<string, string> | undefined {
  const schemas = makeSchemas(description.document, 'request')
  const withStates = description.operations.filter(({ lifecycle }) => lifecycle !== undefined)
  const knows = (operation: Operation): boolean =>
    state === undefined || state === NONE || operation.lifecycle?.states[state] !== undefined
  const candidates =
    withStates.length === 0
      ? description.operations.filter(({ path }) => path.includes('{'))
      : withStates.filter(knows)
  const operations = candidates.filter(({ responses }) =>
    status === undefined ? true : responses.some((response) => response.status === status),
  )
  if (operations.length === 0) return undefined
  const parameters: Record<string, string> = {}
  for (const operation of operations) {
    for (const { object, pointer } of operation.parameters) {
      if (object.in !== 'path' || parameters[object.name] !== undefined) continue
      parameters[object.name] = freshValue(schemas, joinPointer(pointer, 'schema'), object.example, state)
    }
    const key = resourceKey(operation, parameters)
    const resource: Resource = {
      owner,
      state: withStates.length === 0 && state !== NONE ? undefined : state,
      ...(status !== undefined && { provoked: status }),
    }
    if (key !== undefined) resources.set(key, resource)
  }
  return parameters
}

/** A new value that is valid: like the example, with the state in it; failing that like the example; failing that it. */
function freshValue(schemas: Schemas, pointer: string, example: unknown, state: string | undefined): string {
  const text = typeof example === 'string' || typeof example === 'number' ? String(example) : ''
  const prefix = /^[A-Za-z]+[_-]/.exec(text)?.[0] ?? ''
  const random = randomBytes(16).toString('hex')
  const candidates = [
    `${prefix}${state === undefined ? '' : `${state}_`}${random}`,
    `${prefix}${random.slice(0, Math.max(1, text.length - prefix.length))}`,
    randomUUID(),
    String(randomInt(1, 2 ** 47)),
    String(randomInt(1, 2 ** 31)),
    text,
    String(simplest(schemas.resolve(pointer).schema)),
  ]
  const valid = candidates.find((candidate) =>
    [candidate, /^\d+$/.test(candidate) ? Number(candidate) : candidate].some(
      (value) => schemas.check(pointer, value) === undefined,
    ),
  )
  return valid ?? random
}
