import type { Ajv2020 } from 'ajv/dist/2020.js'
import { allSchemas, CompilableSchemas, makeAjv, mapSchema, remove } from '../../schema/index.ts'
import type { Schema, SchemaAt } from '../../schema/index.ts'
import { assemble } from './assemble.ts'
import { directionalIn } from './directional.ts'
import { writeFunctions } from './functions.ts'
import type { NamedSchema } from './named.ts'
import { shareEqualSchemas } from './shared.ts'
import { withShortCode } from './writers.ts'

/** The code of validators, and the keywords that they do not check. */
export interface CompiledValidators {
  /** An ES module that imports nothing and exports a function for each schema. */
  readonly code: string
  /** The pointers of the keywords that cannot be checked. */
  readonly unchecked: readonly string[]
  /** The pointers of patterns that are only checked for texts up to a length. */
  readonly limited: readonly string[]
  /** The pointers of schemas that are too large to be checked. */
  readonly tooLarge: readonly string[]
}

/**
 * Compiles schemas into the code of their validators. A schema that is the same in both directions becomes one
 * function.
 */
export async function compile(document: object, named: readonly NamedSchema[]): Promise<CompiledValidators> {
  const isDirectional = directionalIn(document)
  const sources = {
    response: new CompilableSchemas(document, 'writeOnly', 'lenient', undefined, 'native'),
    // A schema that is the same in both directions becomes one function.
    request: new CompilableSchemas(
      document,
      'readOnly',
      'lenient',
      (pointer) => (isDirectional(pointer) ? '/:request' : ''),
      'native',
    ),
  }
  const keys = named.map(({ name, pointer, direction }) => [name, sources[direction].add(pointer)] as const)
  const { exported, aliases } = separateAliases(keys)
  const schemas = withShared(new Map([...sources.request.schemas, ...sources.response.schemas]))
  const ajv = makeStandaloneAjv([...schemas.values()].flatMap((schema) => allSchemas(schema, '')))
  for (const [key, schema] of schemas) ajv.addSchema(schema, key)
  const functions = withShortCode(() => writeFunctions(ajv, exported))
  return {
    code: await assemble(functions.code + aliases),
    unchecked: [...new Set([...sources.response.unchecked, ...sources.request.unchecked])],
    limited: [...new Set([...sources.response.limited, ...sources.request.limited])],
    tooLarge: [...new Set(functions.tooLarge.map(pointerOfKey))],
  }
}

/** A key is a pointer as a URI. What follows `/:` tells schemas at one pointer apart. */
const pointerOfKey = (key: string): string => decodeURIComponent(key.slice(1)).replace(/\/:.*$/, '')

/**
 * Returns one name for each schema, and the code of all other names: a schema that is only a `$ref` has the validator of
 * its target.
 */
function separateAliases(keys: readonly (readonly [string, string])[]): {
  exported: Record<string, string>
  aliases: string
} {
  const nameOf = new Map<string, string>()
  for (const [name, key] of keys) if (!nameOf.has(key)) nameOf.set(key, name)
  const aliases = keys.flatMap(([name, key]) => {
    const first = nameOf.get(key) ?? name
    return first === name ? [] : [`\nexport const ${name} = ${first};`]
  })
  return {
    exported: Object.fromEntries([...nameOf].map(([key, name]) => [name, key])),
    aliases: aliases.join(''),
  }
}

/**
 * Returns an ajv that writes small code for `schemas`. The code collects all errors: such code is flat, and users want
 * to see all errors. A schema with several references is one function instead of copies.
 */
function makeStandaloneAjv(schemas: readonly SchemaAt[]): Ajv2020 {
  const ajv = makeAjv({
    allErrors: true,
    messages: false,
    inlineRefs: false,
    // Otherwise `required: [constructor]` would accept `{}`, which inherits that property.
    ownProperties: schemas.some(({ schema }) => namesInherited(schema)),
    // The code is only written: making functions of it would read it once more.
    code: { source: true, esm: true, lines: true, process: () => 'return () => true' },
  })
  // Only these keywords need to track evaluated properties. The tracking is a side effect that makes a bundler keep
  // every validator.
  ajv.opts.unevaluated = schemas.some(({ schema }) => evaluates(schema))
  ajv.opts.dynamicRef = false
  return ajv
}

function namesInherited(schema: Schema): boolean {
  const names = [...Object.keys(schema.properties ?? {}), ...(schema.required ?? [])]
  return names.some((name) => name in Object.prototype)
}

/** Shares equal schemas, unless ajv must track what they evaluate. */
function withShared(schemas: ReadonlyMap<string, Schema | boolean>): Map<string, Schema | boolean> {
  const plain = new Map([...schemas].map(([key, schema]) => [key, withoutImplied(schema)]))
  const isTracked = [...plain.values()].some((schema) =>
    allSchemas(schema, '').some((one) => evaluates(one.schema)),
  )
  return isTracked ? plain : shareEqualSchemas(plain)
}

const evaluates = (schema: Schema): boolean =>
  schema['unevaluatedProperties'] !== undefined || schema['unevaluatedItems'] !== undefined

/** Removes formats that allow every integer from schemas of `type: integer`. */
function withoutImplied(schema: Schema | boolean): Schema | boolean {
  return mapSchema(schema, '', (copy) => {
    const types = [copy.type].flat()
    const isImplied =
      /^(?:int64|unix-time)$/.test(copy.format ?? '') &&
      types.includes('integer') &&
      !types.includes('number')
    return isImplied ? (remove(copy, '/format') as Schema) : copy
  }) as Schema | boolean
}
