import { isJson, isSuccess } from '../../description/index.ts'
import { excerpt, joinPointer, parsePointer, partsOf, shapeOf } from '../../schema/index.ts'
import { jsonOf } from '../http/body.ts'
import { ruleIds } from '../rules/ids.ts'
import { compareResource } from '../expected/unchanged.ts'
import { causes } from './causes.ts'
import { NOT_APPLICABLE } from './check.ts'
import type { Check } from './check.ts'
import { documentedResponse, isBodyChecked } from './documented.ts'

/** How many changed properties a failure names. */
const MAX_NAMED = 5

/** The reason although the fixtures returned the resource. */
const NOTHING_TO_COMPARE =
  'no successful response has a described property of the resource that the fixtures returned'

/** Checks that a success changes only what `x-lifecycle` lists. */
export const unchanged: Check = (exchange, { description }) => {
  const { operation, response, resourceBefore, pathParameters } = exchange
  const { lifecycle } = operation
  if (lifecycle?.changes === undefined || resourceBefore === undefined || !isSuccess(response.status))
    return NOT_APPLICABLE
  const rule = ruleIds.lifecycle(operation, 'unchanged')
  const untested = { rule, reason: NOTHING_TO_COMPARE }
  const body = jsonOf(response)
  if (typeof body !== 'object' || body === null || !isBodyChecked(exchange))
    return { ...NOT_APPLICABLE, untested }
  // The response may be about another resource. The criteria and the idempotency rules are about that.
  if (isAnotherResource(resourceBefore, body, Object.values(pathParameters))) return NOT_APPLICABLE
  const schema = documentedResponse(exchange)?.content.find(({ mediaType }) => isJson(mediaType))?.schema
  const { compared, changed } = compareResource(
    resourceBefore,
    body,
    [lifecycle.state, ...lifecycle.changes],
    (pointer) => schema !== undefined && isDescribed(description.document, schema, pointer),
  )
  if (compared === 0) return { ...NOT_APPLICABLE, untested }
  if (changed.length === 0) return { testedRules: [rule], failures: [] }
  const named = changed.slice(0, MAX_NAMED)
  const list = (value: (one: (typeof changed)[number]) => unknown): string =>
    named.map((one) => `${one.pointer} ${excerpt(value(one))}`).join(', ')
  const more = changed.length > MAX_NAMED ? `, and ${changed.length - MAX_NAMED} more` : ''
  return {
    testedRules: [rule],
    failures: [
      {
        rule,
        expected: `what the resource had before: ${list(({ before }) => before)}${more}`,
        actual: list(({ after }) => after),
        cause: causes.changed(
          operation.id,
          named.map(({ pointer }) => pointer),
        ),
      },
    ],
  }
}

/** What `isDescribed` found, by document. A run asks for the same values after each success. */
const described = new WeakMap<object, Map<string, boolean>>()

/** A server chooses the names of members. */
const MAX_REMEMBERED = 10_000

/**
 * Returns whether a schema describes the value at a pointer: as a property, or as one of many. The schemas of a document
 * do not change.
 */
export function isDescribed(document: object, schema: string, pointer: string): boolean {
  const known = described.get(document) ?? new Map<string, boolean>()
  described.set(document, known)
  const key = `${schema} ${pointer}`
  const result = known.get(key) ?? describes(document, schema, pointer)
  if (known.size < MAX_REMEMBERED) known.set(key, result)
  return result
}

function describes(document: object, schema: string, pointer: string): boolean {
  let places = [schema]
  for (const name of parsePointer(pointer)) {
    const alternatives = places.flatMap((place) => [place, ...shapeOf(document, place).branches])
    const parts = alternatives.flatMap((place) => partsOf(document, place, 0))
    places = parts.flatMap(({ schema: { properties, additionalProperties, items }, at }) => {
      if (properties !== undefined && Object.hasOwn(properties, name))
        return [joinPointer(at, 'properties', name)]
      if (isSchema(additionalProperties)) return [joinPointer(at, 'additionalProperties')]
      return isSchema(items) ? [joinPointer(at, 'items')] : []
    })
  }
  return places.length > 0
}

const isSchema = (value: unknown): boolean => typeof value === 'object' && value !== null

/** Returns whether a property that identifies the resource in the path has another value in the response. */
function isAnotherResource(before: object, after: object, ids: readonly string[]): boolean {
  const body = after as Record<string, unknown>
  return Object.entries(before).some(
    ([name, value]) =>
      typeof value === 'string' && ids.includes(value) && Object.hasOwn(body, name) && body[name] !== value,
  )
}
