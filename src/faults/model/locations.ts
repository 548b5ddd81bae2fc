import { dereference, isForm, isJson, joinPointer } from '../../description/index.ts'
import type { Content, Description, Operation, Schema } from '../../description/index.ts'

/** One place of a body that a schema describes. */
export interface Occurrence {
  readonly operation: Operation
  /** The key of the response in the description. Undefined in a request. */
  readonly status: string | undefined
  readonly content: Content
  /** The pointer of the whole body's schema. */
  readonly root: string
  /** Property names, `[]` for an item and `*` for any other property. */
  readonly path: readonly string[]
}

/** A schema and all places that it describes. */
export interface Location {
  /** Of the schema, references followed. */
  readonly pointer: string
  readonly schema: Schema
  readonly occurrences: readonly Occurrence[]
  /** Whether all places are in alternatives of `oneOf` or `anyOf`. */
  readonly isAlternative: boolean
}

/** The greatest depth of a place below its body, and the most places of one schema in one body. */
const DEEPEST = 7
const MOST_PLACES = 6

/** Returns the schemas of all JSON responses that are not server errors. */
export function responseLocations(description: Description): Location[] {
  return collect(description, 'writeOnly', (operation) =>
    operation.responses
      .filter(({ status }) => !status.startsWith('5'))
      .flatMap(({ status, content }) =>
        content.filter(({ mediaType }) => isJson(mediaType)).map((each) => ({ status, content: each })),
      ),
  )
}

/** Returns the schemas of all request bodies that `bodyOf` can read: JSON and forms. */
export function requestLocations(description: Description): Location[] {
  return collect(description, 'readOnly', ({ body }) =>
    (body?.content ?? [])
      .filter(({ mediaType }) => isJson(mediaType) || isForm(mediaType))
      .map((content) => ({ status: undefined, content })),
  )
}

function collect(
  { document, operations }: Description,
  excluded: 'readOnly' | 'writeOnly',
  contentsOf: (operation: Operation) => { status: string | undefined; content: Content }[],
): Location[] {
  const found = new Map<string, Mutable>()
  for (const operation of operations) {
    for (const { status, content } of contentsOf(operation)) {
      const root = content.schema
      if (root === undefined) continue
      walk(document, root, excluded, (pointer, schema, path, isAlternative) => {
        const location = found.get(pointer) ?? { pointer, schema, occurrences: [], isAlternative }
        found.set(pointer, location)
        location.isAlternative &&= isAlternative
        location.occurrences.push({ operation, status, content, root, path })
      })
    }
  }
  return [...found.values()]
}

interface Mutable {
  pointer: string
  schema: Schema
  occurrences: Occurrence[]
  isAlternative: boolean
}

type OnSchema = (pointer: string, schema: Schema, path: readonly string[], isAlternative: boolean) => void

interface Waiting {
  readonly at: string
  readonly path: readonly string[]
  /** The schemas that contain it, so that recursion ends. */
  readonly above: readonly string[]
  readonly isAlternative: boolean
}

/** Visits the schemas that apply to parts of a body. What is under `not` and `if` demands nothing by itself. */
function walk(document: object, root: string, excluded: 'readOnly' | 'writeOnly', visit: OnSchema): void {
  const counts = new Map<string, number>()
  const waiting: Waiting[] = [{ at: root, path: [], above: [], isAlternative: false }]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { value: schema, pointer } = dereference<Schema>(document, next.at)
    const count = counts.get(pointer) ?? 0
    if (typeof schema !== 'object' || schema[excluded] === true) continue
    if (next.path.length > DEEPEST || count >= MOST_PLACES || next.above.includes(pointer)) continue
    counts.set(pointer, count + 1)
    visit(pointer, schema, next.path, next.isAlternative)
    const above = [...next.above, pointer]
    for (const [tokens, step] of below(schema)) {
      const path = step === undefined ? next.path : [...next.path, step]
      const isAlternative = next.isAlternative || tokens[0] === 'anyOf' || tokens[0] === 'oneOf'
      waiting.push({ at: joinPointer(pointer, ...tokens), path, above, isAlternative })
    }
  }
}

/** Returns the way to each subschema, and the step from the value to the part that it describes. */
function below(schema: Schema): [tokens: (string | number)[], step?: string][] {
  const isSchema = (value: unknown): boolean => typeof value === 'object' && value !== null
  return [
    ...Object.keys(schema.properties ?? {}).map((name): [string[], string] => [['properties', name], name]),
    ...(isSchema(schema.additionalProperties) ? [[['additionalProperties'], '*'] as [string[], string]] : []),
    ...(isSchema(schema.items) ? [[['items'], '[]'] as [string[], string]] : []),
    ...(['allOf', 'anyOf', 'oneOf'] as const).flatMap((keyword) =>
      (schema[keyword] ?? []).map((_, index): [(string | number)[]] => [[keyword, index]]),
    ),
  ]
}
