// The only file that imports openapi-typescript.
import ts from 'typescript'
import openapiTypescript, { astToString } from 'openapi-typescript'
import type { OpenAPI3 } from 'openapi-typescript'
import { DescriptionError, withoutIgnoredHeaders } from '../description/index.ts'
import type { Api, Description, OpenAPIDocument } from '../description/index.ts'
import type { Artefact } from './artefact.ts'
import { header } from './header.ts'
import { pascalCase, uniqueNames } from './identifier.ts'
import { TYPE_MARK, typedDocument } from './typed/typed-document.ts'

/**
 * Generates the types of a description: `paths`, `operations` and `components`, as openapi-fetch expects them, and a
 * short name for each component schema.
 */
export async function makeTypes(api: Api, description: Description): Promise<Artefact> {
  const document = withoutIgnoredHeaders(typedDocument(description))
  const nodes = await openapiTypescript(structuredClone<unknown>(document) as OpenAPI3, {
    // `type: object` alone allows any property. The default type, `Record<string, never>`, allows no property.
    emptyObjectsUnknown: true,
    // The server applies a default, so the property stays optional in a request.
    defaultNonNullable: false,
    silent: true,
    transform: (schema) => MARKED_TYPES[String((schema as Record<string, unknown>)[TYPE_MARK])]?.(),
  }).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    throw new DescriptionError([
      { source: api.file, message: `openapi-typescript cannot generate types: ${message}` },
    ])
  })
  return { name: 'types.ts', text: `${header(api)}\n${astToString(nodes)}\n${shortNames(document)}` }
}

/** The types of bodies that are no JSON. */
const MARKED_TYPES: Readonly<Record<string, () => ts.TypeNode>> = {
  Blob: () => ts.factory.createTypeReferenceNode('Blob'),
  events: () =>
    ts.factory.createTypeReferenceNode(
      'AsyncIterable<{ readonly event: string; readonly data: string; readonly id: string; readonly retry?: number }>',
    ),
}

/** The names that the generated types use or declare themselves. */
const TAKEN = [
  ...['Record', 'Blob', 'AsyncIterable', 'Omit', 'Required', 'Pick', 'Partial', 'Exclude', 'Extract'],
  ...['WithRequired', 'OneOf', 'XOR', 'Without'],
]

/** Writes the aliases, such as `Order` for `components["schemas"]["Order"]`. A name in use already gets a number. */
function shortNames(document: OpenAPIDocument): string {
  const names = Object.keys(document.components?.schemas ?? {}).filter(
    (name) => !TAKEN.includes(pascalCase(name)),
  )
  const aliases = uniqueNames(names.map(pascalCase))
  return names
    .map(
      (name, index) =>
        `export type ${aliases[index] ?? ''} = components["schemas"][${JSON.stringify(name)}];\n`,
    )
    .join('')
}
