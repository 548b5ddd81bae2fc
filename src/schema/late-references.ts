import type { Code, CodeKeywordDefinition, KeywordCxt } from 'ajv'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { SchemaEnv } from 'ajv/dist/compile/index.js'
import { callRef } from 'ajv/dist/vocabularies/core/ref.js'

/** Returns the code of the function that validates the target of a reference. */
export type MakeTarget = (cxt: KeywordCxt, key: string) => Code

/**
 * Makes ajv call the target of a reference without compiling it first. ajv compiles targets recursively: a chain or a
 * circle of thousands of schemas overflows its stack, and a deep stack is slow long before that.
 *
 * @param makeTarget is called for references to schemas that were added. Every other reference is left to ajv.
 * @param owner has the schemas
 */
export function useLateReferences(ajv: Ajv2020, makeTarget: MakeTarget, owner = ajv): void {
  const definition = ajv.getKeyword('$ref')
  if (typeof definition !== 'object') return
  const original = (definition as CodeKeywordDefinition).code
  Object.assign(definition, {
    code: (cxt: KeywordCxt) => {
      const key = cxt.schema as string
      const target = owner.schemas[key.replace(/#\/?$/, '')]
      if (target instanceof SchemaEnv) callRef(cxt, makeTarget(cxt, key), target, false)
      else original(cxt)
    },
  })
}
