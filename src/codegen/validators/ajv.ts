import { _ } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Schema } from '../../description/index.ts'
import { formats } from './formats.ts'
import { allSchemas } from './subschemas.ts'

/**
 * An ajv that writes small code for `schemas`: strict in everything, with all errors of a value (that code is flat,
 * and a user wants to see all), with functions instead of copies where a schema is referred to more than once.
 */
export function makeAjv(schemas: Iterable<Schema>): Ajv2020 {
  const all = [...schemas].flatMap(allSchemas)
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: true,
    strictRequired: true,
    // OpenAPI 3.1 has union types; strictTypes would refuse all but `[x, 'null']`.
    allowUnionTypes: true,
    allErrors: true,
    messages: false,
    inlineRefs: false,
    // `required: [constructor]` would accept `{}`, which inherits one.
    ownProperties: all.some(namesInherited),
    code: { source: true, esm: true, lines: true, formats: _`formats` },
    formats,
  })
  // Tracking what was evaluated makes every validator a side effect, so that a bundler keeps them all; only these
  // keywords need it. The meta-schema does, and has been compiled once a schema was validated.
  void ajv.validateSchema({ type: 'object' })
  const needs = (...keywords: string[]): boolean =>
    all.some((schema) => keywords.some((keyword) => Object.hasOwn(schema, keyword)))
  ajv.opts.unevaluated = needs('unevaluatedProperties', 'unevaluatedItems')
  ajv.opts.dynamicRef = needs('$dynamicRef')
  return ajv
}

function namesInherited(schema: Schema): boolean {
  const names = [...Object.keys(schema.properties ?? {}), ...(schema.required ?? [])]
  return names.some((name) => name in Object.prototype)
}
