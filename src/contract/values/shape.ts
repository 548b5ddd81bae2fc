import { dereference, joinPointer } from '../../description/index.ts'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'

/** What a request may send for a schema: itself and its `allOf` as one, without what is `readOnly`. */
export interface Shape {
  /** The keywords of all parts together; where two say the same keyword, the last one's. */
  readonly schema: Schema
  /** Property → where its schema stands. */
  readonly properties: ReadonlyMap<string, string>
  readonly required: readonly string[]
  readonly items: string | undefined
  /** Where the alternatives of `oneOf` or `anyOf` stand. */
  readonly branches: readonly string[]
}

/** @param branch which alternative is taken for a part, where there are some */
export function shapeOf(document: OpenAPIDocument, pointer: string, branch = 0): Shape {
  const parts = partsOf(document, pointer, branch)
  const properties = new Map<string, string>()
  const hidden = new Set<string>()
  for (const { schema, at } of parts) {
    for (const name of Object.keys(schema.properties ?? {})) {
      const place = joinPointer(at, 'properties', name)
      if (dereference<Schema>(document, place).value['readOnly'] === true) hidden.add(name)
      else properties.set(name, place)
    }
  }
  const required = parts.flatMap(({ schema }) => schema.required ?? [])
  return {
    schema: Object.assign({}, ...parts.map(({ schema }) => schema)) as Schema,
    properties,
    required: [...new Set(required)].filter((name) => !hidden.has(name)),
    items: parts.flatMap(({ schema, at }) => (schema.items === undefined ? [] : [`${at}/items`])).at(-1),
    branches: parts.flatMap(({ schema, at }) => branchesOf(schema, at)),
  }
}

interface Part {
  schema: Schema
  at: string
}

function partsOf(document: OpenAPIDocument, pointer: string, branch: number): Part[] {
  const { value, pointer: at } = dereference<Schema | boolean>(document, pointer)
  if (typeof value !== 'object') return []
  const taken = branchesOf(value, at)[branch]
  const below = (value.allOf ?? []).map((_, index) => joinPointer(at, 'allOf', index))
  return [
    ...[...below, ...(taken === undefined ? [] : [taken])].flatMap((part) => partsOf(document, part, 0)),
    { schema: value, at },
  ]
}

function branchesOf(schema: Schema, at: string): string[] {
  return (['oneOf', 'anyOf'] as const).flatMap((keyword) =>
    (schema[keyword] ?? []).map((_, index) => joinPointer(at, keyword, index)),
  )
}
