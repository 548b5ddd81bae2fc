import { describe, expect, test } from 'vitest'
import { readDescription } from '../../../../src/description/index.ts'
import { attemptsOf, otherValue } from '../../../../src/contract/generate/read-only.ts'
import type { Schema } from '../../../../src/description/index.ts'
import { describeOperation } from '../../support/description.ts'
import type { ProxyBehavior } from '../../support/proxy.ts'
import { changed, exampleReply, testSandbox } from '../../support/proxy.ts'

const RULE = 'cancelPaymentIntent/body/readOnly'

async function ruleOf(behavior: ProxyBehavior) {
  const { rules } = await testSandbox({ behavior, only: ['boundaries'] })
  return rules.find(({ id }) => id === RULE)
}

describe('a property that is read-only in the response', () => {
  test('may be rejected in a request', async () => {
    const rejection = await exampleReply('leanrails', 400, 'version_invalid')
    const rule = await ruleOf(({ body }, pass) =>
      body.includes('"amount"') ? Promise.resolve(rejection) : pass(),
    )
    expect(rule).toMatchObject({ verdict: 'passed' })
  })

  test('must not be set by a request, even if it is one of many', async () => {
    const rule = await ruleOf(async ({ body }, pass) => {
      const reply = await pass()
      const sent = /"customer":("[^"]*")/.exec(body.toString())?.[1]
      if (sent === undefined || reply.status !== 200) return reply
      return changed(reply, {
        body: reply.body.toString().replace(/"customer":("[^"]*"|null)/, `"customer":${sent}`),
      })
    })
    expect(rule).toMatchObject({
      verdict: 'failed',
      source: expect.stringMatching(/^openapi\/leanrails\.yaml:\d+$/) as unknown,
    })
    expect(rule?.failures[0]?.actual).toMatch(/^\/customer ".*", as in the request$/)
  })
})

test('detects that a map of the request is added to a read-only one', async () => {
  const { rules } = await testSandbox({ faults: ['request-adds-metadata'], only: ['boundaries'] })
  const rule = rules.find(({ id }) => id === RULE)
  expect(rule?.verdict).toBe('failed')
  expect(rule?.failures[0]?.actual).toMatch(/^\/metadata /)
})

test('another value has the same type and format', async () => {
  const { document } = await readDescription(process.cwd(), 'leanrails')
  const at = (name: string) => otherValue(document, `/components/schemas/PaymentIntent/properties/${name}`)
  expect(at('amount')).toBeGreaterThan(1_000_000)
  expect(at('currency')).toMatch(/^[a-z]{3}$/)
  expect(at('livemode')).toBeUndefined()
  expect(at('metadata')).toBeUndefined()
})

describe('an attempt to set a read-only property must be rejected', () => {
  const closed: Schema = {
    type: 'object',
    properties: { email: { type: 'string' } },
    additionalProperties: false,
  }
  const open: Schema = { type: 'object', properties: { email: { type: 'string' } } }
  test.each<[string, Schema, boolean]>([
    ['if the schema is closed', closed, true],
    ['but not if the schema is open', open, false],
    ['but not if one alternative is open', { anyOf: [closed, open] }, false],
    ['if all alternatives are closed', { anyOf: [closed, { ...closed, required: ['email'] }] }, true],
    ['if `unevaluatedProperties` closes the schema', { ...open, unevaluatedProperties: false }, true],
  ])('%s', (_, schema, isUnknown) => {
    const responseSchema: Schema = {
      type: 'object',
      readOnly: true,
      properties: { account: { type: 'string', examples: ['acct_123'] } },
    }
    const { document, operations } = describeOperation({
      requestBody: { content: { 'application/json': { schema } } },
      responses: {
        '200': { description: 'Done.', content: { 'application/json': { schema: responseSchema } } },
      },
    })
    const [operation] = operations
    const [content] = operation?.body?.content ?? []
    if (operation === undefined || content === undefined) throw new Error('The operation has no body.')
    expect(attemptsOf(operation, content, document)?.bodies).toMatchObject([
      { others: { account: 'bddu_234' }, isUnknown },
    ])
  })
})
