import { DescriptionError } from '../../description/index.ts'
import type { Description, Schema, DescriptionProblem } from '../../description/index.ts'
import { makeAjv } from './ajv.ts'
import type { NamedSchema } from './named.ts'
import { plainSchema } from './plain.ts'
import { mapSchema, subschemas } from './subschemas.ts'

/**
 * Refuses what ajv would, before it does, with the place in the description: a property that is required but not
 * described, a keyword without its type, a format that nothing checks, a pattern that is no regular expression.
 *
 * @throws DescriptionError with a problem for each schema that has one
 */
export function checkSchemas(description: Description, schemas: readonly NamedSchema[]): void {
  const ajv = makeAjv([])
  const errorMessageOf = (schema: Schema): string | undefined => {
    try {
      // Each schema alone: what it refers to is looked at where it stands.
      ajv.compile(mapSchema(plainSchema(schema), withoutReference))
      return undefined
    } catch (error) {
      return error instanceof Error ? withoutSchemaPath(error.message) : String(error)
    }
  }
  const problems = schemas.flatMap(({ pointer, schema }): DescriptionProblem[] => {
    const message = errorMessageOf(schema)
    if (message === undefined) return []
    const { file, line } = description.source(pointer + pointerOfCause(schema, message, errorMessageOf))
    return [
      { source: `${file}:${line}`, message: `The schema is not strict enough to be checked: ${message}` },
    ]
  })
  if (problems.length > 0) throw new DescriptionError(problems)
}

/** With something in a reference's place that is about any type, and that ajv cannot skip as always valid. */
function withoutReference(schema: Schema): Schema {
  const entries = Object.entries(schema)
  return Object.fromEntries(entries.map((entry) => (entry[0] === '$ref' ? ['const', null] : entry)))
}

/** The innermost schema that gives cause for the complaint: a pointer relative to `schema`. */
function pointerOfCause(
  schema: Schema,
  message: string,
  errorMessageOf: (schema: Schema) => string | undefined,
): string {
  for (const below of subschemas(schema)) {
    // What stands in `then` or `allOf` is about the same value, whose type may be said outside.
    const inherits = schema.type === undefined ? below.schema : { type: schema.type, ...below.schema }
    const cause = [below.schema, inherits].find((each) => errorMessageOf(each) === message)
    if (cause !== undefined) return below.pointer + pointerOfCause(cause, message, errorMessageOf)
  }
  return ''
}

/** ajv's message without its own words for the place, which differ with where it began. */
function withoutSchemaPath(message: string): string {
  return message
    .replace(/^strict mode: /, '')
    .replace(/ at (path )?"#[^"]*"/, '')
    .replace(/ ignored in schema$/, ' is not known')
    .replace(/data\/\S+ /g, '')
}
