import { expect, test } from 'vitest'
import {
  failedRuleIds,
  describeGet,
  createGetServer,
  json,
  jsonResponse,
  rejections,
} from '../support/small.ts'

const description = describeGet({
  parameters: [
    { name: 'word', in: 'query', required: true, schema: { type: 'string' }, example: 'one & more' },
    { name: 'limit', in: 'query', required: true, schema: { type: 'integer' }, example: 7 },
  ],
  responses: {
    '200': jsonResponse(
      { type: 'object' },
      {
        'x-criteria': [
          { condition: '$response.body#/word == $request.query.word' },
          { condition: '$response.body#/limit == $request.query.limit' },
        ],
      },
    ),
    ...rejections(400),
  },
})

function echo(change: (word: string) => string) {
  return createGetServer(({ url }) => {
    const query = new URL(url, 'http://local.test').searchParams
    const [word, limit] = [query.get('word'), query.get('limit') ?? '']
    if (word === null || !/^-?\d+$/.test(limit)) return json(400, { error: 'invalid parameter' })
    return json(200, { word: change(word), limit: Number(limit) })
  })
}

test('a condition reads the query parameters without percent-encoding', async () => {
  const options = { only: ['examples', 'protocol'] }
  expect(
    await failedRuleIds(
      description,
      echo((word) => word),
      options,
    ),
  ).toEqual([])
  const wrong = await failedRuleIds(
    description,
    echo((word) => `${word}!`),
    options,
  )
  expect(wrong).toEqual(['do/responses/200/criteria/1'])
})
