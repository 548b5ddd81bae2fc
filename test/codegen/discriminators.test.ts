import { expect, test } from 'vitest'
import { makeTypes } from '../../src/codegen/types.ts'
import { bundleApi, describe } from '../../src/description/index.ts'
import { makeProject } from './project.ts'

const API = { name: 'pets', file: 'pets.yaml' }

test('alternatives with the same properties keep the values of their discriminator', async () => {
  const animal = `{ type: object, required: [kind], properties: { kind: { type: string } } }`
  const root = makeProject({
    'pets.yaml': `openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pet: { get: { operationId: get, responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } } } }
components:
  schemas:
    Pet:
      discriminator: { propertyName: kind, mapping: { meow: '#/components/schemas/Cat' } }
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
    Cat: ${animal}
    Dog: ${animal}
`,
  })
  const { document, sourceMap, warnings } = await bundleApi(root, API)
  const { text } = makeTypes(API, describe('pets', document, sourceMap)).artefact
  expect(warnings).toHaveLength(1)
  expect(text).toContain('Pet: components["schemas"]["Cat"] | components["schemas"]["Dog"]')
  expect(text.match(/kind: .*/g)).toEqual(['kind: "meow";', 'kind: "Dog";'])
})
