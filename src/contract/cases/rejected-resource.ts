import { get, isJson, isSuccess } from '../../description/index.ts'
import type { Operation } from '../../description/index.ts'
import { parsePointer } from '../../schema/index.ts'
import { causes } from '../checks/causes.ts'
import { isDescribed } from '../checks/unchanged.ts'
import { compareResource } from '../expected/unchanged.ts'
import type { PathParameters } from '../fixtures/types.ts'
import { jsonOf } from '../http/body.ts'
import type { Exchange } from '../http/exchange.ts'
import { ruleIds } from '../rules/ids.ts'
import type { CaseContext } from './case-context.ts'

/** What a rejection must leave as it is. */
interface Unchanged {
  readonly resource: PathParameters
  /** The state that the resource is rejected for. */
  readonly state: string
  /** What an earlier response has of the resource. Default: what the fixture returned. */
  readonly before?: object | undefined
}

/**
 * Records a failure if a rejection contains the resource, but not as it is: in another state than that which it is
 * rejected for, or with other values than before.
 */
export function expectResourceAsItIs(
  context: CaseContext,
  exchange: Exchange,
  { resource, state, before = exchange.resourceBefore }: Unchanged,
): void {
  const { operation } = exchange
  const pointer = operation.lifecycle?.state ?? ''
  const contained = resourceIn(exchange, resource)
  if (contained === undefined) return
  // A fixture may have returned the resource before it moved it to the state.
  const known = get(before, pointer) === state ? before : {}
  const schema = successSchema(operation)
  const { changed } = compareResource(
    { ...known, ...stateOnly(pointer, state) },
    contained,
    [],
    (at) => at === pointer || (schema !== undefined && isDescribed(context.description.document, schema, at)),
  )
  const [first] = changed
  if (first === undefined) return
  const rule = ruleIds.lifecycleState(operation, state)
  context.record(
    rule,
    false,
    () => `the resource in the rejection with ${first.pointer} ${JSON.stringify(first.before)}`,
    () => `${first.pointer} ${JSON.stringify(first.after)}`,
    causes.changed(operation.id, [first.pointer]),
  )
}

/** Returns the resource that a response contains: an object with an id of the path and a state. */
export function resourceIn({ operation, response }: Exchange, resource: PathParameters): object | undefined {
  const pointer = operation.lifecycle?.state ?? ''
  const ids = new Set(Object.values(resource))
  return objectsIn(jsonOf(response)).find(
    (value) =>
      ids.has((value as Record<string, unknown>)['id'] as string) && typeof get(value, pointer) === 'string',
  )
}

/** Returns the pointer of the schema of a success. */
function successSchema({ responses }: Operation): string | undefined {
  const success = responses.find(({ status }) => isSuccess(status))
  return success?.content.find(({ mediaType }) => isJson(mediaType))?.schema
}

/** Returns an object with a state at a pointer of one level. An object without it otherwise. */
function stateOnly(pointer: string, state: string): object {
  const [name, ...below] = parsePointer(pointer)
  return name === undefined || below.length > 0 ? {} : { [name]: state }
}

/** The deepest level at which an error contains a resource. */
const DEEPEST = 4

function objectsIn(value: unknown, depth = 0): object[] {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return []
  return [value, ...Object.values(value).flatMap((child) => objectsIn(child, depth + 1))]
}
