/** Keywords of JSON Schema 2020-12 whose value is one schema, a list of schemas, or a map of schemas. */
export const SUBSCHEMA_KEYWORDS = {
  one: [
    ...['not', 'if', 'then', 'else', 'contains', 'propertyNames', 'items', 'contentSchema'],
    ...['additionalProperties', 'unevaluatedItems', 'unevaluatedProperties'],
  ],
  list: ['allOf', 'anyOf', 'oneOf', 'prefixItems'],
  map: ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'],
} as const

/** Keywords that constrain a value, by the JSON type that they apply to. */
export const ASSERTIONS = {
  any: ['type', 'enum', 'const', 'anyOf', 'oneOf', 'not', 'if'],
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  array: ['minItems', 'maxItems', 'uniqueItems', 'contains'],
  object: ['minProperties', 'maxProperties', 'propertyNames', 'dependentRequired', 'dependentSchemas'],
} as const

/** Keywords that forbid undescribed properties or items if they are `false`. */
export const CLOSING_KEYWORDS = {
  object: ['additionalProperties', 'unevaluatedProperties'],
  array: ['items', 'unevaluatedItems'],
} as const

/** Whether the schema at a pointer is the value of one of the keywords, not a property or a definition of that name. */
export function isAtKeyword(pointer: string, keywords: readonly string[]): boolean {
  const tokens = pointer.split('/')
  const keyword = tokens.pop() ?? ''
  return keywords.includes(keyword) && !isMapKeyword(tokens)
}

/** Whether the last token is a keyword with a map of schemas, and not a key of such a map. */
function isMapKeyword(tokens: readonly string[]): boolean {
  const last = tokens.at(-1)
  return (
    (SUBSCHEMA_KEYWORDS.map as readonly (string | undefined)[]).includes(last) &&
    !isMapKeyword(tokens.slice(0, -1))
  )
}
