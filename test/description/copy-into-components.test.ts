import { describe, expect, it } from 'vitest'
import { makeTypes } from '../../src/codegen/types.ts'
import { bundleApi, describe as describeApi } from '../../src/description/index.ts'
import type { Description } from '../../src/description/index.ts'
import { makeProject } from '../codegen/project.ts'

const API = { name: 'a', file: 'api.yaml' }

async function read(
  text: string,
  files: Readonly<Record<string, string>> = {},
): Promise<{ description: Description; types: string; warnings: string[] }> {
  const bundled = await bundleApi(makeProject({ 'api.yaml': text, ...files }), API)
  const description = describeApi('a', bundled.document, bundled.sourceMap, bundled)
  const { artefact } = makeTypes(API, description)
  const warnings = bundled.warnings.map(({ source, message }) => `${source}: ${message}`)
  return { description, types: artefact.text, warnings }
}

const response = (ref: string): string =>
  `{ '200': { description: OK., content: { application/json: { schema: { $ref: '${ref}' } } } } }`

describe('a part outside of `components`', () => {
  it.each(['x-schemas', 'definitions', '$defs', 'schemas'])('is read from `%s`', async (folder) => {
    const { description, types, warnings } = await read(`openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a:
    get: { operationId: a, responses: ${response(`#/${folder}/Thing`)} }
${folder}:
  Thing:
    type: object
    properties: { self: { $ref: '#/${folder}/Thing' }, id: { type: integer, nullable: true } }
`)
    expect(warnings).toEqual([])
    expect(types).toContain('self?: components["schemas"]["Thing"]')
    expect(types).toContain('id?: number | null')
    expect(description.source('/components/schemas/Thing/properties/id').line).toBe(9)
  })

  it('is read whatever its kind is, and keeps a name of its own', async () => {
    const { description, types, warnings } = await read(`openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /a:
    post:
      operationId: a
      parameters: [{ $ref: '#/x/parameters/P' }]
      requestBody: { $ref: '#/x/bodies/B' }
      responses: { '200': { $ref: '#/x/responses/R' } }
x:
  parameters: { P: { name: p, in: query, required: true, schema: { type: string } } }
  bodies: { B: { content: { application/json: { schema: { $ref: '#/x/schemas/S' } } } } }
  headers: { H: { schema: { type: integer } } }
  schemas: { S: { type: string } }
  responses:
    R:
      description: OK.
      headers: { H: { $ref: '#/x/headers/H' } }
      content: { application/json: { schema: { $ref: '#/components/schemas/S' } } }
components: { schemas: { S: { type: integer } } }
`)
    expect(warnings).toEqual([])
    const [operation] = description.operations
    expect(operation?.parameters.map(({ object }) => object.name)).toEqual(['p'])
    expect(operation?.responses[0]?.headers.map(({ name }) => name)).toEqual(['H'])
    expect(types).toContain('S: number')
    expect(types).toContain('S2: string')
  })

  it('is read in OpenAPI 2.0, also from the `components` of another version', async () => {
    const { types, warnings } = await read(`swagger: 2.0
info: { title: T, version: '1' }
paths:
  /a:
    get:
      operationId: a
      responses: { 200: { description: OK., schema: { $ref: '#/components/schemas/A' } } }
  /b:
    get:
      operationId: b
      responses: { 200: { description: OK., schema: { $ref: '#/x-models/B' } } }
components: { schemas: { A: { type: object, properties: { b: { $ref: '#/x-models/B' } } } } }
x-models: { B: { type: string, x-nullable: true } }
`)
    expect(warnings).toEqual([])
    expect(types).toContain('b?: components["schemas"]["B"]')
    expect(types).toContain('B: string | null')
  })
})

describe('a part that a bundler found in an operation', () => {
  it('has a name that says where it is from', async () => {
    const { description, types, warnings } = await read(`openapi: 3.0.0
info: { title: T, version: '1' }
paths:
  /things/{id}:
    get:
      operationId: one
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: OK.
          content:
            application/json:
              schema:
                type: object
                properties:
                  parts: { type: array, items: { type: string, enum: [a] } }
                  next: { $ref: '#/paths/~1things~1%7Bid%7D/get/responses/200/content/application~1json/schema' }
    put:
      operationId: two
      parameters: [{ $ref: '#/paths/~1things~1%7Bid%7D/get/parameters/0' }]
      responses:
        '200': { $ref: '#/paths/~1things~1%7Bid%7D/get/responses/200' }
  /parts:
    get:
      operationId: three
      responses: ${response('#/components/responses/R/content/application~1json/schema/items')}
components:
  responses:
    R:
      description: OK.
      content: { application/json: { schema: { type: array, items: { title: Part, type: integer } } } }
`)
    expect(warnings).toEqual([])
    expect(description.operations.map(({ id }) => id)).toEqual(['one', 'two', 'three'])
    expect(types).toContain('next?: components["schemas"]["things_id_200"]')
    expect(types).toContain('id: components["parameters"]["id"]')
    expect(types).toContain('"application/json": components["schemas"]["Part"]')
  })
})

describe('a path with a reference', () => {
  it.each(['#/x-items/one', '#/components/pathItems/one', '#/paths/~1one'])(
    'has the operations of `%s`',
    async (ref) => {
      const item = `{ get: { operationId: one, responses: { '204': { description: OK. } } } }`
      const { description, types } = await read(`openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /one: ${item}
  /two:
    $ref: '${ref}'
    post: { operationId: two, responses: { '204': { description: OK. } } }
x-items: { one: ${item} }
components: { pathItems: { one: ${item} } }
`)
      const operations = description.operations.map(({ method, path }) => `${method} ${path}`)
      expect(operations).toEqual(['GET /one', 'GET /two', 'POST /two'])
      expect(types).not.toContain('x-items')
    },
  )

  it('that leads back to itself has no operations', async () => {
    const { description } = await read(`openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /kept: { get: { operationId: kept, responses: { '204': { description: OK. } } } }
  /one: { $ref: '#/paths/~1two' }
  /two: { $ref: '#/paths/~1one' }
`)
    expect(description.operations.map(({ path }) => path)).toEqual(['/kept'])
  })
})

describe('a reference without a target', () => {
  it('in `$dynamicRef` leaves out only the operations that need it', async () => {
    const { description, warnings } = await read(`openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /a: { get: { operationId: a, responses: ${response('#/components/schemas/T')} } }
  /b: { get: { operationId: b, responses: { '204': { description: OK. } } } }
components:
  schemas:
    T: { type: object, properties: { next: { $dynamicRef: '#node' } } }
`)
    expect(description.operations.map(({ id }) => id)).toEqual(['b'])
    expect(warnings).toEqual(['api.yaml:8: The reference to `#node` has no target.'])
  })
})

it('reads a version that is a number also beside other files', async () => {
  const { types, warnings } = await read(
    `swagger: 2.0
info: { title: T, version: '1' }
paths:
  /a:
    get: { operationId: a, responses: { 200: { description: OK., schema: { $ref: 'one.yaml' } } } }
`,
    { 'one.yaml': 'type: integer\n' },
  )
  expect(warnings).toEqual([])
  expect(types).toContain('number')
})
