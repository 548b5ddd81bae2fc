import { _ } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { allSchemas, CompilableSchemas, compileEach, makeAjv, mapSchema, remove } from '../../schema/index.ts'
import type { Schema, SchemaAt } from '../../schema/index.ts'
import { assemble } from './assemble.ts'
import { compact } from './compact.ts'
import { directionalIn } from './directional.ts'
import type { NamedSchema } from './named.ts'
import { shareEqualSchemas } from './shared.ts'

/** The code of validators, and the keywords that they do not check. */
export interface CompiledValidators {
  /** An ES module that imports nothing and exports a function for each schema. */
  readonly code: string
  /** The pointers of the keywords that cannot be checked. */
  readonly unchecked: readonly string[]
  /** The pointers of patterns that are only checked for texts up to a length. */
  readonly limited: readonly string[]
}

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
  const makeAjvWithSchemas = (): Ajv2020 => {
    const ajv = makeStandaloneAjv([...schemas.values()].flatMap((schema) => allSchemas(schema, '')))
    for (const [key, schema] of schemas) ajv.addSchema(schema, key)
    return ajv
  }
  return {
    code: await assemble(compact(writeCode(makeAjvWithSchemas, [...schemas.keys()], exported)) + aliases),
    unchecked: [...new Set([...sources.response.unchecked, ...sources.request.unchecked])],
    limited: [...new Set([...sources.response.limited, ...sources.request.limited])],
  }
}

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

/** Writes the code. ajv recurses too deeply for long chains of references: then it compiles the innermost first. */
function writeCode(
  makeAjvWithSchemas: () => Ajv2020,
  keys: readonly string[],
  exported: Record<string, string>,
): string {
  try {
    return standalone.default(makeAjvWithSchemas(), exported)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const ajv = makeAjvWithSchemas()
    compileEach(ajv, keys)
    return standalone.default(ajv, exported)
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
    code: { source: true, esm: true, lines: true, formats: _`formats` },
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
