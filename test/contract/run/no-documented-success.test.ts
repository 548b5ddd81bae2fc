import { expect, test } from 'vitest'
import type { Description } from '../../../src/description/index.ts'
import { describeOperation } from '../support/description.ts'
import { header } from '../support/proxy.ts'
import { failedRuleIds, KEY, reply } from '../support/small.ts'

/** Returns a description of one operation on `/things/{id}` that requires a key. */
function describeItem(method: string, responses: Record<string, { description: string }>): Description {
  return describeOperation(
    {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' }, example: 1 }],
      responses,
    },
    {
      path: '/things/{id}',
      method,
      document: {
        security: [{ key: [] }],
        components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
      },
    },
  )
}

test('an operation that documents only errors does not fail for returning them', async () => {
  const description = describeItem('post', { '405': { description: 'Invalid input.' } })
  const failed = await failedRuleIds(description, (request) =>
    reply(header(request, 'x-key') === KEY ? 405 : 401),
  )
  expect(failed.filter((id) => id.endsWith('/accepted'))).toEqual([])
})

test('a 404 to an example id is not taken for a rejected API key where no 401 is described', async () => {
  const description = describeItem('get', {
    '200': { description: 'Found.' },
    '404': { description: 'Unknown.' },
  })
  const failed = await failedRuleIds(description, (request) =>
    reply(header(request, 'x-key') === KEY ? 404 : 401),
  )
  expect(failed).not.toContain('do/path.id/accepted')
})
