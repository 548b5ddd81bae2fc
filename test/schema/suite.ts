import { readFileSync } from 'node:fs'
import { describe } from '../../src/description/index.ts'
import type { Description, OpenAPIDocument } from '../../src/description/index.ts'
import { allSchemas, mapSchema } from '../../src/schema/index.ts'
import type { Schema } from '../../src/schema/index.ts'

/** A schema of the official JSON Schema test suite, with valid and invalid values. */
export interface SuiteGroup {
  /** The keyword that the group tests. */
  readonly file: string
  readonly description: string
  readonly schema: unknown
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[]
}

/** The required tests of JSON Schema 2020-12. */
export const suite: readonly SuiteGroup[] = readFileSync(
  new URL('official-suite/2020-12.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as SuiteGroup)

/** A group of the suite in a description, with the pointer of its schema. */
export interface DescribedGroup {
  readonly group: SuiteGroup
  readonly operationId: string
  readonly path: string
  readonly pointer: string
}

/** Whether a description can contain a schema: it has no reference to another document. */
export function isSelfContained({ schema }: SuiteGroup): boolean {
  try {
    const { document } = describeAll([schema])
    return !/"\$ref":"[^#]/.test(JSON.stringify(document))
  } catch {
    return false
  }
}

/** Returns a description with an operation for each schema, which is the schema of its request body. */
export function describeSuite(groups: readonly SuiteGroup[]): {
  description: Description
  described: DescribedGroup[]
} {
  const described = groups.map((group, index) => ({
    group,
    operationId: `operation${index}`,
    path: `/schemas/${index}`,
    pointer: `/components/schemas/S${index}`,
  }))
  return { description: describeAll(groups.map(({ schema }) => schema)), described }
}

function describeAll(schemas: readonly unknown[]): Description {
  return describe('suite', suiteDocument(schemas), { '': { file: 'suite.yaml', line: 1 } })
}

/** Returns the document of that description, before it is normalized. */
export function suiteDocument(schemas: readonly unknown[]): OpenAPIDocument {
  const paths = schemas.map((_, index) => {
    const content = { 'application/json': { schema: { $ref: `#/components/schemas/S${index}` } } }
    const operation = {
      operationId: `operation${index}`,
      requestBody: { required: true, content },
      responses: { '204': { description: 'Valid.' }, '400': { description: 'Invalid.' } },
    }
    return [`/schemas/${index}`, { post: operation }] as const
  })
  const components = schemas.map((schema, index) => [
    `S${index}`,
    atPointer(withId(schema, index), `/components/schemas/S${index}`),
  ])
  return {
    openapi: '3.1.1',
    info: { title: 'Suite', version: '1' },
    paths: Object.fromEntries(paths),
    components: { schemas: Object.fromEntries(components) as Record<string, Schema> },
  }
}

/** Adds an `$id` to a schema with anchors: other schemas of the description may have anchors of the same name. */
function withId(schema: unknown, index: number): unknown {
  const hasAnchor = /"\$(?:dynamicA|a)nchor":/.test(JSON.stringify(schema))
  return hasAnchor ? { $id: `https://suite.example/${index}/`, ...(schema as object) } : schema
}

/** Rewrites the references of a schema into itself for its place in a description, except below a nested `$id`. */
function atPointer(schema: unknown, pointer: string): unknown {
  const resources = allSchemas(schema, '').filter((one) => typeof one.schema['$id'] === 'string')
  return mapSchema(schema, '', (copy, at) => {
    if (resources.some((one) => at === one.pointer || at.startsWith(`${one.pointer}/`))) return copy
    const entries = Object.entries(copy).map(([key, value]): [string, unknown] => {
      const isReference = /^\$(?:dynamicRef|ref)$/.test(key) && typeof value === 'string'
      return [key, isReference ? value.replace(/^#(?=\/|$)/, `#${pointer}`) : value]
    })
    return Object.fromEntries(entries)
  })
}
