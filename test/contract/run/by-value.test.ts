import { expect, test } from 'vitest'
import { byValue } from '../../../src/contract/run/by-value.ts'
import { makePlan } from '../../../src/contract/run/plan.ts'
import { readDescription } from '../../../src/description/index.ts'
import {
  describeGet,
  createGetServer,
  json,
  jsonResponse,
  rejections,
  testSmallServer,
} from '../support/small.ts'

const nasty = await readDescription(process.cwd(), 'test/contract/nasty/description.yaml')
const { cases } = makePlan(nasty, { runs: 5 })
const ordered = byValue(cases)

test('keeps every case', () => {
  expect(ordered).toHaveLength(cases.length)
  expect(new Set(ordered)).toEqual(new Set(cases))
})

test('puts one case of every rule before the second case of any rule', () => {
  const rules = ordered.map(({ rules: [rule] }) => rule)
  const count = new Set(rules).size
  expect(new Set(rules.slice(0, count)).size).toBe(count)
})

test('puts a rejection first if a rule has one', () => {
  const first = ordered.find(({ rules: [rule] }) => rule === 'layout/body/litres/maximum')
  expect(first?.id).toBe('boundaries/layout/litres: one more')
})

test('gives every operation a case before the second turn of any operation', () => {
  const operations = new Set(cases.map(({ operation }) => operation))
  expect(new Set(ordered.slice(0, operations.size).map(({ operation }) => operation))).toEqual(operations)
})

test('a run with few requests tests the limits of the last parameter too', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const parameters = names.map((name) => ({
    name,
    in: 'query' as const,
    schema: { type: 'integer' as const, minimum: 1, maximum: 9 },
  }))
  const responses = { '200': jsonResponse({ type: 'object' }), ...rejections(400) }
  const server = createGetServer(({ url }) => {
    const values = [...new URL(url, 'http://test').searchParams.values()]
    return values.every((value) => /^[1-9]$/.test(value)) ? json(200, {}) : json(400, { error: 'invalid' })
  })
  const { rules } = await testSmallServer(describeGet({ parameters, responses }), server, { maxRequests: 90 })
  const untested = names
    .flatMap((name) => [`do/query.${name}/minimum`, `do/query.${name}/maximum`, `do/query.${name}/type`])
    .filter((id) => rules.find((rule) => rule.id === id)?.verdict !== 'passed')
  expect(untested).toEqual([])
})
