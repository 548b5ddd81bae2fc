import { expect, it } from 'vitest'
import { nameOfPart } from '../../src/diff/name.ts'

const DOCUMENT = {
  servers: [{ url: 'https://shop.example' }],
  security: [{ key: [] }, {}],
  paths: {
    '/orders': {
      get: {
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
        responses: { '200': { headers: { 'X-Total': {} }, content: { 'application/json': { schema: {} } } } },
      },
    },
  },
  components: {
    schemas: {
      'Pet.request': {
        oneOf: [{}],
        discriminator: { mapping: { cat: '' } },
        properties: { headers: { properties: { id: {} } } },
      },
    },
  },
}

it.each([
  ['#/servers/0', 'server `https://shop.example`'],
  ['#/security/0', 'security requirement `key`'],
  ['#/security/1', 'security requirement `{}` (no credentials)'],
  ['#/paths/~1orders', 'path `/orders`'],
  ['#/paths/~1orders/get', 'the operation'],
  ['#/paths/~1orders/get/parameters/0', '`limit` query parameter'],
  ['#/paths/~1orders/get/parameters/0/schema', '`limit` query parameter'],
  ['#/paths/~1orders/get/responses/200', 'response `200`'],
  ['#/paths/~1orders/get/responses/200/headers/X-Total', '`X-Total` header'],
  ['#/paths/~1orders/get/responses/200/content/application~1json/schema', 'media type `application/json`'],
  ['#/components/schemas/Pet.request', 'schema `Pet`'],
  ['#/components/schemas/Pet.request/oneOf/0', '`oneOf` subschema of schema `Pet`'],
  ['#/components/schemas/Pet.request/discriminator/mapping/cat', 'discriminator value `cat` of schema `Pet`'],
  [
    '#/components/schemas/Pet.request/properties/headers/properties/id',
    'property `id` of property `headers` of schema `Pet`',
  ],
  ['#/webhooks', '`webhooks`'],
  ['#', 'the description'],
])('names %s as %s', (pointer, name) => {
  expect(nameOfPart(pointer, DOCUMENT)).toBe(name)
})
