import { expect, test } from 'vitest'
import { readDescription } from '../../src/description/index.ts'
import type { Operation } from '../../src/description/index.ts'
import { makeProject } from '../codegen/project.ts'

const KEY = '{ name: KEY, in: path, required: true, description: The key., schema: { type: string } }'

async function operationOf(text: string): Promise<Operation | undefined> {
  const { operations } = await readDescription(makeProject({ 'api.yaml': text }), 'api.yaml')
  return operations[0]
}

const parametersOf = (operation: Operation | undefined): string[] =>
  (operation?.parameters ?? []).map(
    ({ object }) => `${object.in} ${object.name} ${JSON.stringify(object.schema)}`,
  )

test.each([
  ['of the operation', `get: { parameters: [${KEY}], responses: { '204': { description: OK. } } }`],
  ['of the path', `parameters: [${KEY}]\n    get: { responses: { '204': { description: OK. } } }`],
  ['by reference', `get: { parameters: [{ $ref: '#/components/parameters/Key' }], responses: {} }`],
])('the query of a path names a parameter %s', async (_, item) => {
  const operation = await operationOf(`openapi: 3.1.1
info: { title: T, version: '1' }
paths:
  /pictures?key={KEY}&size=small%20one:
    ${item}
components: { parameters: { Key: ${KEY} } }
`)
  expect(operation?.path).toBe('/pictures')
  expect(parametersOf(operation)).toEqual([
    'query key {"type":"string"}',
    'query size {"type":"string","enum":["small one"]}',
  ])
})

test('the query of a path in OpenAPI 2.0 names parameters', async () => {
  const operation = await operationOf(`swagger: '2.0'
info: { title: T, version: '1' }
paths:
  /pictures?key={KEY}&size=small:
    get:
      parameters: [{ name: KEY, in: path, required: true, type: integer }]
      responses: { '204': { description: OK. } }
`)
  expect(operation?.path).toBe('/pictures')
  expect(parametersOf(operation)).toEqual([
    'query key {"type":"integer"}',
    'query size {"type":"string","enum":["small"]}',
  ])
})

test('the query of a path leaves the declared parameters of the query alone', async () => {
  const operation = await operationOf(`openapi: 3.1.1
info: { title: T, version: '1' }
paths:
  /pictures?size={size}:
    get:
      parameters: [{ name: size, in: query, schema: { type: integer } }]
      responses: { '204': { description: OK. } }
`)
  expect(parametersOf(operation)).toEqual(['query size {"type":"integer"}'])
})
