import type { CodeKeywordDefinition, ErrorObject, KeywordCxt } from 'ajv'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { callRef } from 'ajv/dist/vocabularies/core/ref.js'
import { escapeToken } from './pointer.ts'
import type { LateTarget, Validate } from './late-target.ts'

/** A schema with more properties has a schema of its own for each of them. */
const MOST_PROPERTIES = 500

/** Returns whether a schema has so many properties that each is found in a table. */
export function isWide(properties: unknown): boolean {
  return (
    typeof properties === 'object' && properties !== null && Object.keys(properties).length > MOST_PROPERTIES
  )
}

/**
 * Makes ajv read the properties of a value instead of looking for each property that is described: of thousands, a value
 * has few.
 */
export function useTablesOfProperties(ajv: Ajv2020, targetOf: (key: string) => LateTarget): void {
  const definition = ajv.getKeyword('properties')
  if (typeof definition !== 'object') return
  const original = (definition as CodeKeywordDefinition).code
  Object.assign(definition, {
    code: (cxt: KeywordCxt) => {
      const schemas = Object.entries(cxt.schema as Readonly<Record<string, { $ref?: string }>>)
      const isTable = schemas.every(([, { $ref }]) => $ref !== undefined)
      if (!isWide(cxt.schema) || !isTable || cxt.it.opts.unevaluated === true) {
        original(cxt)
        return
      }
      const table = new Map(schemas.map(([name, { $ref = '' }]) => [name, targetOf($ref)]))
      const validate = validateProperties(table, cxt.it.opts.allErrors === true)
      callRef(cxt, cxt.gen.scopeValue('wrapper', { ref: validate }), undefined, false)
    },
  })
}

function validateProperties(table: ReadonlyMap<string, LateTarget>, allErrors: boolean): Validate {
  const validate: Validate = (data, context) => {
    const errors: ErrorObject[] = []
    for (const [name, value] of Object.entries(data as Readonly<Record<string, unknown>>)) {
      const target = table.get(name)?.validate
      const instancePath = `${context.instancePath}/${escapeToken(name)}`
      if (target === undefined || target(value, { ...context, instancePath })) continue
      for (const error of target.errors ?? []) errors.push(error)
      if (!allErrors) break
    }
    validate.errors = errors.length === 0 ? null : errors
    return errors.length === 0
  }
  return validate
}
