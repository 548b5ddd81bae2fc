import { expect, test } from 'vitest'
import { listRules } from '../../src/contract/index.ts'
import { readDescription } from '../../src/description/index.ts'
import { describeOperation } from './support/description.ts'

test.each(['leanrails', 'stripe', 'test/contract/trains/trains.yaml'])(
  'each rule of %s has a unique id, a sentence, a source and a reason for being untested',
  async (api) => {
    const rules = listRules(await readDescription(process.cwd(), api))
    expect(rules.length).toBeGreaterThan(150)
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    for (const rule of rules) {
      expect(rule.text).toMatch(/\.$/)
      expect(rule.source).toMatch(/^\S+\.yaml:\d+$/)
      expect(rule.untestedReason).toMatch(/^(?:needs|would take) /)
    }
  },
)

test('rule ids name their subject, so that they stay the same when the description is rearranged', () => {
  const description = describeOperation(
    {
      operationId: 'order',
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
        { name: 'X-Shop', in: 'header', required: true, schema: { type: 'string', maxLength: 9 } },
        { name: 'tags', in: 'query', schema: { type: 'array', items: { enum: ['a', 'b'] }, maxItems: 2 } },
      ],
      requestBody: {
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['size'],
              properties: {
                id: { type: 'string', readOnly: true },
                size: { $ref: '#/components/schemas/Size' },
                items: { type: 'array', items: { type: 'object', properties: { n: { minimum: 1 } } } },
              },
            },
          },
        },
      },
      responses: {
        '200': {
          description: 'Ordered.',
          headers: { 'X-Rest': { required: true, schema: { type: 'integer' } } },
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
        },
        '404': { description: 'Unknown shop.' },
      },
    },
    {
      path: '/shops/{id}/orders',
      document: {
        security: [{ key: [] }],
        components: {
          securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
          schemas: {
            Size: { type: 'string', enum: ['s', 'm'] },
            Order: {
              type: 'object',
              required: ['id', 'secret'],
              properties: { id: { type: 'integer' }, secret: { type: 'string', writeOnly: true } },
            },
          },
        },
      },
    },
  )
  expect(listRules(description).map(({ id }) => id)).toMatchSnapshot()
})
