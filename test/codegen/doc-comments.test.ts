import ts from 'typescript'
import { expect, it } from 'vitest'
import { makeCode } from '../../src/codegen/make.ts'
import { describe } from '../../src/description/description.ts'
import type { OpenAPIDocument } from '../../src/description/index.ts'

const document = {
  openapi: '3.1.0',
  info: { title: 'Parcels', version: '1' },
  servers: [{ url: 'https://parcels.test' }],
  paths: {
    '/parcels/{id}': {
      get: {
        operationId: 'getParcel',
        deprecated: true,
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { $ref: '#/components/schemas/ParcelId' } },
          {
            name: 'page_size',
            in: 'query',
            description: 'The number of events, in one page.',
            schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
          },
        ],
        responses: {
          200: {
            description: 'The parcel.',
            headers: {
              'X-Cost': {
                description: 'The cost of this call, in credits.',
                schema: { type: 'integer', minimum: 1 },
              },
            },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Parcel' } } },
          },
          404: { description: 'No such parcel.' },
        },
      },
    },
  },
  components: {
    schemas: {
      ParcelId: { type: 'string', description: 'Identifies a parcel.', pattern: '^p_*/$', maxLength: 9 },
      Weight: { type: 'number', description: 'In grams.', exclusiveMinimum: 0, multipleOf: 5, default: 100 },
      Parcel: {
        type: 'object',
        required: ['id'],
        properties: {
          id: { $ref: '#/components/schemas/ParcelId' },
          weight: { $ref: '#/components/schemas/Weight' },
          labels: { type: 'array', items: { type: 'string' }, maxItems: 1, uniqueItems: true },
          notes: { type: 'object', maxProperties: 50, description: 'Notes of yours.' },
          code: { type: 'string', minLength: 3, maxLength: 3 },
          count: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
          plain: { type: 'string' },
        },
      },
    },
  },
}

const code = await makeCode(
  { name: 'parcels', file: 'openapi/parcels.yaml' },
  {
    ...describe('parcels', document as unknown as OpenAPIDocument, { files: [], lines: {} } as never),
    source: () => ({ file: 'openapi/parcels.yaml', line: 1, column: 1 }),
  },
)
const textOf = (name: string): string => code.artefacts.find((artefact) => artefact.name === name)?.text ?? ''

/** Returns the doc comment before a member, on one line. */
const commentOf = (member: string, file = 'types.ts'): string => {
  const [, comment = ''] =
    new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*(?:export const )?${member}`).exec(textOf(file)) ?? []
  return comment.replace(/(?:\s*\n[ \t]*\*?[ \t]*)+/g, ' ').trim()
}

it('gives units, limits and defaults of properties, also of a schema that a property refers to', () => {
  expect(commentOf('weight\\?:')).toBe('@description In grams. More than 0. A multiple of 5. @default 100')
  expect(commentOf('notes\\?:')).toBe('@description Notes of yours. At most 50 properties.')
  expect(commentOf('labels\\?:')).toBe('@description At most 1 item. No two items are equal.')
  expect(commentOf('code\\?:')).toBe('@description Exactly 3 characters.')
  expect(commentOf('count\\?:')).toBe('@description At least 0.')
  expect(commentOf('plain\\?:')).toBe('')
})

it('ends no comment within a pattern', () => {
  expect(textOf('types.ts')).toContain('At most 9 characters. Pattern: `^p_*\\/$`.')
})

it('gives the limits and defaults of parameters', () => {
  expect(commentOf('page_size\\?:')).toBe(
    '@description The number of events, in one page. From 1 to 100. Default: `20`.',
  )
  expect(commentOf('id: components')).toMatch(/^@description Identifies a parcel\./)
})

it('gives the responses of a method, its place in the description, and that it is deprecated', () => {
  const comment = commentOf('getParcel: Method', 'client.ts')
  expect(comment).toContain('responds with - 200: The parcel. - 404: No such parcel.')
  expect(comment).toMatch(/@deprecated @see openapi\.json#\/paths\/~1parcels~1\{id\}\/get$/)
})

it('gives the units of the headers that can be read', () => {
  expect(commentOf('getParcelHeader', 'client.ts')).toContain(
    '- `X-Cost`: The cost of this call, in credits. At least 1.',
  )
})

const undocumented = (name: string, text: string): string[] => {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true)
  const isDocumented = (node: ts.Node): boolean => ts.getJSDocCommentsAndTags(node).length > 0
  return file.statements.flatMap((statement) => {
    if (
      !ts.isInterfaceDeclaration(statement) &&
      !ts.isTypeAliasDeclaration(statement) &&
      !ts.isVariableStatement(statement)
    )
      return []
    const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
    const nodes = ts.isInterfaceDeclaration(statement) ? [statement, ...statement.members] : [statement]
    return isExported
      ? nodes.filter((node) => !isDocumented(node)).map((node) => `${name}: ${node.getText()}`)
      : []
  })
}

it('documents every exported type, option and function of the client', () => {
  expect(['client.ts', 'index.ts'].flatMap((name) => undocumented(name, textOf(name)))).toEqual([])
})

it.each([
  'call-info',
  'hooks',
  'retry',
  'connect',
  'types/call',
  'types/method',
  'types/result',
  'middleware',
])('documents every exported type, option and function of runtime/%s', (name) => {
  const isInternal = /^middleware: readonly (params|rules|options|info)/
  const missing = undocumented(name, textOf(`runtime/${name}.ts`))
  expect(missing.filter((each) => !isInternal.test(each))).toEqual([])
})

it('links a type and a credential to the description, and names the errors of a method', () => {
  expect(commentOf('export type Weight', 'index.ts')).toBe(
    'In grams. More than 0. A multiple of 5. Default: `100`. @see openapi.json#/components/schemas/Weight',
  )
  expect(commentOf('export type Parcel ', 'index.ts')).toBe(
    'The schema `Parcel`. @see openapi.json#/components/schemas/Parcel',
  )
  expect(commentOf('getParcel: Method', 'client.ts')).toContain(
    'Rejects if there is no usable response: NetworkError, TimeoutError, AbortError, InvalidResponseError, InvalidRequestError.',
  )
})
