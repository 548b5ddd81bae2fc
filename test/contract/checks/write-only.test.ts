import { expect, test } from 'vitest'
import {
  createGetServer,
  describeGet,
  failedRuleIds,
  json,
  jsonResponse,
  rejections,
} from '../support/small.ts'

const USER = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    password: { type: 'string', writeOnly: true },
    friends: {
      type: 'array',
      items: { type: 'object', properties: { pin: { type: 'string', writeOnly: true } } },
    },
  },
} as const

const description = describeGet({ responses: { '200': jsonResponse(USER), ...rejections(400) } })
const failedFor = (body: object): Promise<string[]> =>
  failedRuleIds(
    description,
    createGetServer(() => json(200, body)),
  )

test('accepts a response without writeOnly properties, or with null in their place', async () => {
  expect(await failedFor({ name: 'A', friends: [{}] })).toEqual([])
  expect(await failedFor({ name: 'A', password: null })).not.toContain(
    'do/responses/200/body/password/writeOnly',
  )
})

test('fails a returned writeOnly property, also in the items of a list', async () => {
  expect(await failedFor({ name: 'A', password: 'secret' })).toEqual([
    'do/responses/200/body/password/writeOnly',
  ])
  expect(await failedFor({ friends: [{}, { pin: '1' }] })).toEqual([
    'do/responses/200/body/friends/items/pin/writeOnly',
  ])
})
