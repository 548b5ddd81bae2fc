import { mapSubschemas, subschemas } from '../../schema/index.ts'
import type { Schema } from '../../schema/index.ts'

/** The code of a schema whose JSON is shorter is not longer than the call of a function. */
const MIN_LENGTH = 60

/** A schema that is written once. */
interface Distinct {
  readonly schema: Schema
  /** The length of its JSON, with that of its subschemas. */
  readonly length: number
  readonly number: number
  /** How many schemas contain it. */
  count: number
  /** The key that it is shared by. */
  key?: string
}

type Schemas = ReadonlyMap<string, Schema | boolean>

/**
 * Returns equivalent schemas in which subschemas that are equal are one schema with several references: a large
 * description repeats the same inline objects hundreds of times.
 *
 * @param schemas key → schema. Every `$ref` is a key.
 */
export function shareEqualSchemas(schemas: Schemas): Map<string, Schema | boolean> {
  const { distinct, whole } = internAll(schemas)
  const shared = new Map<string, Schema | boolean>()
  const write = (schema: Schema | boolean): Schema | boolean =>
    typeof schema === 'boolean' ? schema : mapSubschemas(schema, '', refer)
  const refer = (child: unknown): unknown => {
    const known = distinct.get(child)
    if (known === undefined) return child
    if (known.count < 2 || known.length < MIN_LENGTH) return write(known.schema)
    if (known.key === undefined) {
      known.key = `#/:shared/${known.number}`
      // The key has its place before those of its subschemas.
      shared.set(known.key, true)
      shared.set(known.key, write(known.schema))
    }
    return { $ref: known.key }
  }
  for (const [key, schema] of whole) {
    const { key: owner = key, length = 0 } = distinct.get(schema) ?? {}
    shared.set(key, owner !== key && length >= MIN_LENGTH ? { $ref: owner } : write(schema))
  }
  return shared
}

interface Interned {
  readonly distinct: ReadonlyMap<unknown, Distinct>
  readonly whole: readonly (readonly [string, Schema | boolean])[]
}

/** Makes equal schemas one object, innermost first, and counts where each is. */
function internAll(schemas: Schemas): Interned {
  const byContent = new Map<string, Distinct>()
  const distinct = new Map<unknown, Distinct>()
  const intern = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    let length = 0
    const schema = mapSubschemas(value as Schema, '', (child) => {
      const same = intern(child)
      length += distinct.get(same)?.length ?? 0
      return same
    })
    // The content has a number for each subschema: its own content could be long.
    const content = JSON.stringify(schema, (_, part: unknown) => {
      const known = part === schema ? undefined : distinct.get(part)
      return known === undefined ? part : `\0${known.number}`
    })
    const known = byContent.get(content)
    if (known !== undefined) return known.schema
    const first = { schema, length: length + content.length, number: distinct.size, count: 0 }
    byContent.set(content, first)
    distinct.set(schema, first)
    return schema
  }
  const whole = [...schemas].map(([key, schema]) => [key, intern(schema) as Schema | boolean] as const)
  const countOne = (schema: unknown): void => {
    const known = distinct.get(schema)
    if (known !== undefined) known.count += 1
  }
  for (const { schema } of byContent.values())
    for (const below of subschemas(schema, '')) countOne(below.schema)
  for (const [key, schema] of whole) {
    countOne(schema)
    const known = distinct.get(schema)
    if (known !== undefined) known.key ??= key
  }
  return { distinct, whole }
}
