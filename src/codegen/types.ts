// The only file that imports openapi-typescript.
import openapiTypescript, { astToString } from 'openapi-typescript'
import type { OpenAPI3 } from 'openapi-typescript'
import { DescriptionError } from '../description/index.ts'
import type { Api, OpenAPIDocument } from '../description/index.ts'
import type { Artefact } from './artefact.ts'
import { header } from './header.ts'
import { pascalCase } from './identifier.ts'

/**
 * Generates the types of a description: `paths`, `operations` and `components`, as openapi-fetch expects them, and a
 * short name for each component schema.
 */
export async function makeTypes(api: Api, document: OpenAPIDocument): Promise<Artefact> {
  const nodes = await openapiTypescript(structuredClone<unknown>(document) as OpenAPI3, {
    // `type: object` alone allows any property. The default type, `Record<string, never>`, allows no property.
    emptyObjectsUnknown: true,
    // The server applies a default, so the property stays optional in a request.
    defaultNonNullable: false,
    silent: true,
  }).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    throw new DescriptionError([
      { source: api.file, message: `openapi-typescript cannot generate types: ${message}` },
    ])
  })
  return { name: 'types.ts', text: `${header(api)}\n${astToString(nodes)}\n${shortNames(document)}` }
}

/** Writes the aliases, such as `Order` for `components["schemas"]["Order"]`. */
function shortNames(document: OpenAPIDocument): string {
  const names = Object.keys(document.components?.schemas ?? {})
  const aliases = new Map(names.map((name) => [pascalCase(name), name]))
  // The generated types use TypeScript's own `Record`.
  aliases.delete('Record')
  return [...aliases]
    .map(([alias, name]) => `export type ${alias} = components["schemas"][${JSON.stringify(name)}];\n`)
    .join('')
}
