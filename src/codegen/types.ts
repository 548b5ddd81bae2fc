// The only file that imports openapi-typescript.
import ts from 'typescript'
import { astToString, scanDiscriminators, transformSchema } from 'openapi-typescript'
import type { GlobalContext, OpenAPI3 } from 'openapi-typescript'
import { DescriptionError, withoutIgnoredHeaders } from '../description/index.ts'
import type { Api, Description, OpenAPIDocument } from '../description/index.ts'
import { dereference, refToPointer } from '../schema/index.ts'
import type { Artefact } from './artefact.ts'
import { header } from './header.ts'
import { pascalCase, uniqueNames } from './identifier.ts'
import { withDocComments } from './typed/doc-comments.ts'
import { TYPE_MARK, typedDocument } from './typed/typed-document.ts'

/** Generated types, and the short names of the component schemas. */
export interface MadeTypes {
  readonly artefact: Artefact
  /** Short name → the name in `components["schemas"]`. */
  readonly schemaNames: ReadonlyMap<string, string>
}

/**
 * Generates the types of a description: `paths`, `operations` and `components`, as openapi-fetch expects them, and a
 * short name for each component schema.
 */
export function makeTypes(api: Api, description: Description): MadeTypes {
  const document = withDocComments(withoutIgnoredHeaders(typedDocument(description)))
  try {
    const text = astToString(transform(document))
    const schemaNames = shortNames(document)
    const aliases = [...schemaNames].map(
      ([alias, name]) => `export type ${alias} = components["schemas"][${JSON.stringify(name)}];\n`,
    )
    return {
      artefact: { name: 'types.ts', text: `${header(api)}\n${text}\n${aliases.join('')}` },
      schemaNames,
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new DescriptionError([
      { source: api.file, message: `openapi-typescript cannot generate types: ${message}` },
    ])
  }
}

/**
 * Transforms a document as openapi-typescript does, but without its linter and its bundler, which take longer than
 * everything else: the document has no fault and no other files.
 */
function transform(document: OpenAPIDocument): ts.Node[] {
  // openapi-typescript writes the values of discriminators into the schemas.
  const schema = hasDiscriminator(document) ? withOneOf(structuredClone(document)) : document
  const context: Omit<GlobalContext, 'redoc'> = {
    // `type: object` alone allows any property. The default type, `Record<string, never>`, allows no property.
    emptyObjectsUnknown: true,
    // The server applies a default, so the property stays optional in a request.
    defaultNonNullable: false,
    discriminators:
      schema === document
        ? { objects: {}, refsHandled: [] }
        : scanDiscriminators(schema as unknown as OpenAPI3, { silent: true }),
    transform: (part) => MARKED_TYPES[String((part as Record<string, unknown>)[TYPE_MARK])]?.(),
    resolve: ($ref) => resolveReference(schema, $ref) as never,
    injectFooter: [],
    silent: true,
    ...UNUSED_OPTIONS,
  }
  return transformSchema(schema as unknown as OpenAPI3, context as GlobalContext)
}

/** Returns the target of a reference; undefined if it has none. */
function resolveReference(document: OpenAPIDocument, $ref: string): unknown {
  try {
    return dereference<unknown>(document, refToPointer($ref)).value
  } catch {
    return undefined
  }
}

/** Whether any schema has a discriminator. A property of that name is no harm. */
function hasDiscriminator(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.hasOwn(value, 'discriminator') || Object.values(value).some(hasDiscriminator)
}

/**
 * Makes a `oneOf` of each `anyOf` with a discriminator, because openapi-typescript writes only those values into the
 * schemas. Both are a union.
 */
function withOneOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const child of Object.values(value)) withOneOf(child)
  const schema = value as Record<string, unknown>
  if (!Object.hasOwn(schema, 'discriminator') || !Array.isArray(schema['anyOf']) || 'oneOf' in schema)
    return value
  schema['oneOf'] = schema['anyOf']
  delete schema['anyOf']
  return value
}

/** The options of openapi-typescript that are off. */
const UNUSED_OPTIONS = {
  additionalProperties: false,
  alphabetize: false,
  arrayLength: false,
  conditionalEnums: false,
  dedupeEnums: false,
  enum: false,
  enumValues: false,
  excludeDeprecated: false,
  exportType: false,
  generatePathParams: false,
  immutable: false,
  makePathsEnum: false,
  pathParamsAsTypes: false,
  postTransform: undefined,
  propertiesRequiredByDefault: false,
  readWriteMarkers: false,
  rootTypes: false,
  rootTypesKeepCasing: false,
  rootTypesNoSchemaPrefix: false,
  transformProperty: undefined,
} as const satisfies Partial<GlobalContext>

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

/** Returns the short names, such as `Order` for `order`. A name in use already gets a number. */
function shortNames(document: OpenAPIDocument): Map<string, string> {
  const names = Object.keys(document.components?.schemas ?? {}).filter(
    (name) => !TAKEN.includes(pascalCase(name)),
  )
  const aliases = uniqueNames(names.map(pascalCase))
  return new Map(names.map((name, index) => [aliases[index] ?? '', name]))
}
