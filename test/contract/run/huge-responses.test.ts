import { describe, expect, test } from 'vitest'
import type { Report } from '../../../src/contract/index.ts'
import type { Schema } from '../../../src/description/index.ts'
import { failedRules } from '../support/proxy.ts'
import {
  createGetServer,
  describeGet,
  jsonResponse,
  rejections,
  reply,
  testSmallServer,
  THING,
} from '../support/small.ts'

const TREE: Schema = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, child: { $ref: '#/components/schemas/Tree' } },
}

/** Tests a server that always returns this JSON text. */
function testServing(text: string, schema: Schema = THING): Promise<Report> {
  const description = describeGet(
    { responses: { '200': jsonResponse(schema), ...rejections(400) } },
    { components: { schemas: { Tree: TREE } } },
  )
  const server = createGetServer(({ method }) =>
    reply(200, method === 'HEAD' ? '' : text, { 'Content-Type': 'application/json' }),
  )
  return testSmallServer(description, server, {
    only: ['protocol/do/an unknown header', 'protocol/do/a longer path'],
  })
}

function nested(levels: number, inner = ''): string {
  return `${'['.repeat(levels)}${inner}${']'.repeat(levels)}`
}

const members = Array.from({ length: 200_000 }, (_, index) => `"member${index}":${index}`).join(',')
const openObject: Schema = { ...THING, additionalProperties: true }
const closed: Schema = { ...THING, unevaluatedProperties: false }

const LARGE: [string, string][] = [
  ['nested 5,000 deep', `{"name":"A","more":${nested(5000)}}`],
  ['nested 100,000 deep', `{"name":"A","more":${nested(100_000)}}`],
  ['with 40,000 line breaks in a string', `{"name":"${'\\n'.repeat(40_000)}"}`],
  ['with 40,000 lines that begin like a stack trace', `{"name":"${'\\n    at f('.repeat(40_000)}"}`],
  ['with 200,000 members', `{"name":"A",${members}}`],
  ['with 200,000 items', `{"name":"A","more":[${'1,'.repeat(200_000)}1]}`],
]

describe('a conforming body passes', () => {
  test.each(LARGE)('%s', async (_, text) => {
    const report = await testServing(text, openObject)
    expect(failedRules(report)).toEqual([])
    expect(report.rules.find(({ id }) => id === 'do/responses/200/body/name/type')?.verdict).toBe('passed')
  })
})

describe('a body that does not conform fails', () => {
  test.each(LARGE)('%s', async (_, text) => {
    const report = await testServing(text.replace(/"name":"[^"]*"/, '"name":7'), closed)
    expect(report.rules.find(({ id }) => id === 'do/responses/200/body/name/type')?.verdict).toBe('failed')
  })

  test('where every item has an error', async () => {
    const list: Schema = { type: 'array', items: { type: 'string' } }
    const report = await testServing(`[${'7,'.repeat(200_000)}7]`, list)
    expect(report.rules.find(({ id }) => id === 'do/responses/200/body/items/type')?.verdict).toBe('failed')
  })

  test('where the deep part is the error', async () => {
    const report = await testServing(`{"name":${nested(100_000)}}`)
    expect(report.rules.find(({ id }) => id === 'do/responses/200/body/name/type')?.verdict).toBe('failed')
  })
})

test('a recursive schema that no stack can follow leaves its rules untested', async () => {
  const text = `${'{"name":"A","child":'.repeat(50_000)}{"name":7}${'}'.repeat(50_000)}`
  const report = await testServing(text, { $ref: '#/components/schemas/Tree' })
  const rules = report.rules.filter(({ id }) => id.startsWith('schemas/Tree/'))
  expect(rules.map(({ verdict }) => verdict)).toEqual(['untested', 'untested', 'untested'])
  expect(failedRules(report)).toEqual([])
})
