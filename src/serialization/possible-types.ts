import { dereference, joinPointer } from '../description/index.ts'
import type { OpenAPIDocument, Schema } from '../description/index.ts'
import { jsonTypeOf } from '../schema/index.ts'

/** How many schemas deep types are looked for. A deeper schema may allow any type. */
const DEEPEST = 500

type JsonTypes = ReadonlySet<string> | undefined

/** The types of the schemas of a document. Every parameter and header of every request needs them. */
const remembered = new WeakMap<object, Map<string, JsonTypes>>()

/**
 * Returns the JSON types that a schema and its alternatives allow; undefined if it allows any. `jsonTypesOf` looks at
 * the first alternative only: that is enough to make a value, but not to read one.
 */
export function possibleTypes(document: OpenAPIDocument, pointer: string): JsonTypes {
  const byPointer = remembered.get(document) ?? new Map<string, JsonTypes>()
  remembered.set(document, byPointer)
  if (!byPointer.has(pointer)) byPointer.set(pointer, findTypes(document, pointer, new Map(), 0))
  return byPointer.get(pointer)
}

function findTypes(
  document: OpenAPIDocument,
  pointer: string,
  known: Map<string, JsonTypes>,
  depth: number,
): JsonTypes {
  if (depth > DEEPEST) return undefined
  const { value: schema, pointer: at } = dereference<Schema>(document, pointer)
  if (!known.has(at)) {
    // A schema that refers to itself in place allows no type by this reference.
    known.set(at, new Set())
    known.set(at, typesOf(document, schema, at, known, depth))
  }
  return known.get(at)
}

function typesOf(
  document: OpenAPIDocument,
  schema: Schema,
  at: string,
  known: Map<string, JsonTypes>,
  depth: number,
): JsonTypes {
  const listed = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
  if (listed !== undefined) return new Set(listed.map(jsonTypeOf))
  if (schema.type !== undefined) return new Set([schema.type].flat())
  const typesIn = (keyword: 'allOf' | 'anyOf' | 'oneOf'): JsonTypes[] =>
    (schema[keyword] ?? []).map((_, index) =>
      findTypes(document, joinPointer(at, keyword, index), known, depth + 1),
    )
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const alternatives = typesIn(keyword).filter((types) => types !== undefined)
    if (alternatives.length > 0 && alternatives.length === schema[keyword]?.length)
      return new Set(alternatives.flatMap((types) => [...types]))
  }
  return typesIn('allOf').find((types) => types !== undefined) ?? typesOfKeywords(schema)
}

function typesOfKeywords(schema: Schema): JsonTypes {
  if (schema.properties !== undefined) return new Set(['object'])
  return schema.items !== undefined || schema.prefixItems !== undefined ? new Set(['array']) : undefined
}
