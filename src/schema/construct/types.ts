import { ASSERTIONS } from '../keywords.ts'
import { jsonTypeOfFormat } from '../formats.ts'
import type { Schema } from '../schema.ts'

const ALL = ['string', 'object', 'number', 'integer', 'array', 'boolean', 'null']

const OBJECT_KEYWORDS = [
  ...ASSERTIONS.object,
  ...['properties', 'required', 'additionalProperties', 'patternProperties', 'unevaluatedProperties'],
]
const ARRAY_KEYWORDS = [...ASSERTIONS.array, 'items', 'prefixItems', 'unevaluatedItems']

/** Returns the JSON types that some schemas allow together, the most likely first, null last. */
export function allowedTypes(schemas: readonly Schema[]): string[] {
  const lists = schemas.flatMap(({ type }) => (type === undefined ? [] : [[type].flat()]))
  const excluded = schemas.flatMap(({ not }) =>
    not?.type !== undefined && Object.keys(not).length === 1 ? [not.type].flat() : [],
  )
  const isAllowed = (type: string): boolean =>
    lists.every((list) => list.some((each) => each === type || (each === 'number' && type === 'integer')))
  const [first = likelyTypes(schemas)] = lists
  // An integer is a number: the narrower type of two schemas counts.
  const candidates = [...new Set([...first, ...ALL])].filter(isAllowed)
  const allowed = candidates.filter((type) => !excluded.some((each) => each === type))
  return [...allowed.filter((type) => type !== 'null'), ...allowed.filter((type) => type === 'null')]
}

/** Returns the types that the keywords of schemas without `type` suggest, and then all others. */
function likelyTypes(schemas: readonly Schema[]): string[] {
  const has = (keywords: readonly string[]): boolean =>
    schemas.some((schema) => keywords.some((keyword) => schema[keyword] !== undefined))
  const likely = [
    ...(has(OBJECT_KEYWORDS) ? ['object'] : []),
    ...(has(ARRAY_KEYWORDS) ? ['array'] : []),
    ...(has(ASSERTIONS.number) || schemas.some(({ format }) => jsonTypeOfFormat(format) === 'number')
      ? ['number', 'integer']
      : []),
    ...(has(ASSERTIONS.string) ? ['string'] : []),
  ]
  return [...new Set([...likely, ...ALL])]
}
