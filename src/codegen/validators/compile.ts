import standalone from 'ajv/dist/standalone/index.js'
import type { OpenAPIDocument } from '../../description/index.ts'
import { makeAjv } from './ajv.ts'
import { assemble } from './assemble.ts'
import { compact } from './compact.ts'
import type { NamedSchema } from './named.ts'
import { collectSchemas } from './schema-set.ts'

/** The code of the validators: an ES module that imports nothing and exports a function for each schema. */
export async function compile(document: OpenAPIDocument, named: readonly NamedSchema[]): Promise<string> {
  const set = collectSchemas(
    document,
    named.map(({ pointer }) => pointer),
  )
  const ajv = makeAjv(set.schemas.values())
  for (const [key, schema] of set.schemas) ajv.addSchema(schema, key)
  const exported = Object.fromEntries(named.map(({ name, pointer }) => [name, set.key(pointer)]))
  return assemble(compact(standalone.default(ajv, exported)))
}
