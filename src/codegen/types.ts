// The one file behind which openapi-typescript stands.
import openapiTypescript, { astToString } from 'openapi-typescript'
import type { OpenAPI3 } from 'openapi-typescript'
import { DescriptionError } from '../description/index.ts'
import type { Api, OpenAPIDocument } from '../description/index.ts'
import type { Artefact } from './artefact.ts'
import { header } from './header.ts'
import { pascalCase } from './identifier.ts'

/**
 * The types of a description: `paths`, `operations` and `components`, as openapi-fetch wants them, and a short name
 * for each component schema.
 */
export async function makeTypes(api: Api, document: OpenAPIDocument): Promise<Artefact> {
  const nodes = await openapiTypescript(structuredClone<unknown>(document) as OpenAPI3, {
    // `type: object` alone says nothing of its properties; the default, `Record<string, never>`, says it has none.
    emptyObjectsUnknown: true,
    // A default fills what was left out on the server's side: in a request the property stays optional.
    defaultNonNullable: false,
    silent: true,
  }).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    throw new DescriptionError([{ source: api.file, message: `It cannot be expressed as types: ${message}` }])
  })
  return { name: 'types.ts', text: `${header(api)}\n${astToString(nodes)}\n${shortNames(document)}` }
}

/** `Order` for `components["schemas"]["Order"]`. */
function shortNames(document: OpenAPIDocument): string {
  const names = Object.keys(document.components?.schemas ?? {})
  const aliases = new Map(names.map((name) => [pascalCase(name), name]))
  // The types above use TypeScript's own `Record`.
  aliases.delete('Record')
  return [...aliases]
    .map(([alias, name]) => `export type ${alias} = components["schemas"][${JSON.stringify(name)}];\n`)
    .join('')
}
