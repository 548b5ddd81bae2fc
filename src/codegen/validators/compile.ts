import { _ } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { allSchemas, CompilableSchemas, makeAjv, mapSchema, remove } from '../../schema/index.ts'
import type { Schema, SchemaAt } from '../../schema/index.ts'
import { assemble } from './assemble.ts'
import { compact } from './compact.ts'
import { directionalIn } from './directional.ts'
import type { NamedSchema } from './named.ts'

/** The code of validators, and what they do not check. */
export interface CompiledValidators {
  /** An ES module that imports nothing and exports a function for each schema. */
  readonly code: string
  /** Where the keywords stand that nobody here can check. */
  readonly unchecked: readonly string[]
}

export async function compile(document: object, named: readonly NamedSchema[]): Promise<CompiledValidators> {
  const isDirectional = directionalIn(document)
  const sources = {
    response: new CompilableSchemas(document, 'writeOnly', 'lenient'),
    // What both directions read alike is one function.
    request: new CompilableSchemas(document, 'readOnly', 'lenient', (pointer) =>
      isDirectional(pointer) ? '/:request' : '',
    ),
  }
  const exported = Object.fromEntries(
    named.map(({ name, pointer, direction }) => [name, sources[direction].add(pointer)]),
  )
  const schemas = new Map([...sources.request.schemas, ...sources.response.schemas])
  const ajv = makeStandaloneAjv([...schemas.values()].flatMap((schema) => allSchemas(schema, '')))
  for (const [key, schema] of schemas) ajv.addSchema(withoutImplied(schema), key)
  return {
    code: await assemble(compact(standalone.default(ajv, exported))),
    unchecked: [...new Set([...sources.response.unchecked, ...sources.request.unchecked])],
  }
}

/**
 * An ajv that writes small code for `schemas`: with all errors of a value (that code is flat, and a user wants to see
 * all), with functions instead of copies where a schema is referred to more than once.
 */
function makeStandaloneAjv(schemas: readonly SchemaAt[]): Ajv2020 {
  const ajv = makeAjv({
    allErrors: true,
    messages: false,
    inlineRefs: false,
    // `required: [constructor]` would accept `{}`, which inherits one.
    ownProperties: schemas.some(({ schema }) => namesInherited(schema)),
    code: { source: true, esm: true, lines: true, formats: _`formats` },
  })
  // Tracking what was evaluated makes every validator a side effect, so that a bundler keeps them all; only these
  // keywords need it.
  ajv.opts.unevaluated = schemas.some(
    ({ schema }) => schema['unevaluatedProperties'] !== undefined || schema['unevaluatedItems'] !== undefined,
  )
  ajv.opts.dynamicRef = false
  return ajv
}

function namesInherited(schema: Schema): boolean {
  const names = [...Object.keys(schema.properties ?? {}), ...(schema.required ?? [])]
  return names.some((name) => name in Object.prototype)
}

/** A schema without a format that adds nothing to `type: integer`. */
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
