import { describe, expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import { startMock } from '../../../src/mock/index.ts'
import { content, descriptionOf } from './serve.ts'

const name = { type: 'string', minLength: 1, maxLength: 40 }
const withId = (id: object) => ({
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { readOnly: true, ...id }, name },
})
const NUMBER = { type: 'integer', minimum: 1 }
const UUID = { type: 'string', format: 'uuid' }
const LOCATION = { headers: { Location: { schema: { type: 'string' } } } }

/** Describes orders whose creation has one response. */
function describeOrders(status: string, created: object, item: object, id: object) {
  const body = { required: true, ...content('application/json', item) }
  const missing = { 404: { description: 'Unknown.' } }
  return descriptionOf({
    paths: {
      '/orders': {
        get: { responses: { 200: content('application/json', { type: 'array', items: item }) } },
        post: { requestBody: body, responses: { [status]: { description: 'Created.', ...created } } },
      },
      '/orders/{orderId}': {
        parameters: [{ name: 'orderId', in: 'path', required: true, schema: id }],
        get: { responses: { 200: content('application/json', item), ...missing } },
        put: { requestBody: body, responses: { 204: { description: 'Changed.' }, ...missing } },
        delete: { responses: { 204: { description: 'Deleted.' }, ...missing } },
      },
    },
  })
}

const message = { type: 'object', required: ['message'], properties: { message: { type: 'string' } } }
const onlyOrderId = { type: 'object', required: ['orderId'], properties: { orderId: NUMBER } }

/** Each description keeps the id of an order somewhere else. */
const DESCRIPTIONS = {
  'only Location': describeOrders('201', LOCATION, withId(NUMBER), NUMBER),
  'Location, and a text as id in the path': describeOrders('201', LOCATION, withId(NUMBER), {
    type: 'string',
  }),
  'a body without an id beside Location': describeOrders(
    '201',
    { ...content('application/json', message), ...LOCATION },
    withId(UUID),
    UUID,
  ),
  'a list of ids beside Location': describeOrders(
    '201',
    { ...content('application/json', { properties: { id: { type: 'array', items: UUID } } }), ...LOCATION },
    withId(UUID),
    UUID,
  ),
  'nothing in a 201': describeOrders('201', {}, withId(NUMBER), NUMBER),
  'only the id': describeOrders('201', content('application/json', onlyOrderId), withId(NUMBER), NUMBER),
  'a number as body': describeOrders('201', content('application/json', NUMBER), withId(NUMBER), NUMBER),
  'a UUID as body of a 200': describeOrders('200', content('application/json', UUID), withId(UUID), UUID),
}

describe.each(Object.entries(DESCRIPTIONS))('a creation with %s', (_, description) => {
  test('passes the rules of created items on its own mock', async () => {
    const mock = await startMock(description, { unknownIds: 'missing' })
    try {
      const target = { baseUrl: mock.url, apiKey: '' }
      const { rules } = await runContract({
        description,
        target,
        selection: { only: ['sequences'] },
        seed: 1,
      })
      const verdicts = rules.filter(({ id }) => /\/sequences\//.test(id))
      expect(
        verdicts.filter(({ verdict, reason = '' }) => verdict !== 'passed' && !/`Location`/.test(reason)),
      ).toEqual([])
      expect(verdicts.map(({ id }) => id)).toEqual(
        expect.arrayContaining(['get /orders/sequences/listed', 'post /orders/sequences/created']),
      )
    } finally {
      await mock.close()
    }
  })
})

test('a mock leads to what it created by `Location`, also below another path', async () => {
  const item = withId(NUMBER)
  const links = { read: { operationId: 'readUser', parameters: { user: '$response.header.X-User' } } }
  const description = descriptionOf({
    paths: {
      '/register': {
        post: { responses: { 201: { description: 'Created.', ...LOCATION, links } } },
      },
      '/users/{user}': {
        parameters: [{ name: 'user', in: 'path', required: true, schema: NUMBER }],
        get: { operationId: 'readUser', responses: { 200: content('application/json', item) } },
      },
    },
  })
  const mock = await startMock(description, { unknownIds: 'missing' })
  const { headers } = await fetch(`${mock.url}/register`, { method: 'POST' })
  const read = await fetch(mock.url + (headers.get('location') ?? ''))
  await mock.close()
  expect(headers.get('location')).toBe(`/users/${headers.get('x-user') ?? ''}`)
  expect(read.status).toBe(200)
})

test('a mock keeps an object with an id that no path can have', async () => {
  const text = { type: 'string' }
  const item = { type: 'object', required: ['id'], properties: { id: text } }
  const body = { required: true, ...content('application/json', item) }
  const created = { ...content('application/json', item), ...LOCATION }
  const path = { parameters: [{ name: 'id', in: 'path', required: true, schema: text }] }
  const description = descriptionOf({
    paths: {
      '/keys': { post: { requestBody: body, responses: { 201: created } } },
      '/keys/{id}': { ...path, get: { responses: { 200: content('application/json', item) } } },
    },
  })
  const mock = await startMock(description)
  const headers = { 'Content-Type': 'application/json' }
  const { status } = await fetch(`${mock.url}/keys`, { method: 'POST', headers, body: '{"id":"\\ud800"}' })
  await mock.close()
  expect(status).toBe(201)
})
