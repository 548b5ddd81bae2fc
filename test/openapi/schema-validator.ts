import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { readDescription } from '../../src/description/index.ts'

/** Root folder of the project. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Creates a validator for the schemas of one description.
 *
 * @returns a function that lists the errors of `value` against `#/components/schemas/<schema>`
 */
export async function schemaValidator(api: string): Promise<(schema: string, value: unknown) => string[]> {
  const { document } = await readDescription(root, api)
  const ajv = new Ajv2020({
    allErrors: true,
    strictTypes: true,
    strictRequired: true,
    formats: { 'unix-time': true, uri: (text: string) => URL.canParse(text) },
  })
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    ajv.addSchema(schema, `#/components/schemas/${name}`)
  }
  return (schema, value) => {
    const validate = ajv.getSchema(`#/components/schemas/${schema}`)
    if (validate === undefined) throw new Error(`\`${api}\` has no schema \`${schema}\`.`)
    if (validate(value) === true) return []
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? error.keyword}`)
  }
}
