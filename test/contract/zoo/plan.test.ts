import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { makePlan } from '../../../src/contract/run/plan.ts'
import { schemasOf } from '../../../src/schema/schema-set.ts'
import { EDGE_CASES, readEdgeCase } from './edge-cases.ts'

/** Descriptions without an operation under `paths`. */
const WITHOUT_OPERATIONS = ['components-only.yaml', 'empty-paths.yaml', 'webhooks-only.yaml']

test.each(EDGE_CASES)('%s: has unique rules and cases, and each rule has a source', async (edgeCase) => {
  const description = await readEdgeCase(edgeCase)
  const { book, cases } = makePlan(description, { runs: 3 })
  expect(cases.length === 0).toBe(WITHOUT_OPERATIONS.includes(edgeCase))
  expect(new Set(book.rules.map(({ id }) => id)).size).toBe(book.rules.length)
  for (const { id, source, text, untestedReason } of book.rules) {
    expect(`${id} ${text} ${untestedReason}`).not.toMatch(/undefined|\[object|NaN/)
    const [file = '', line = ''] = source.split(/:(?=\d+$)/)
    expect(existsSync(file), `${id} at ${source}`).toBe(true)
    expect(Number(line)).toBeGreaterThan(0)
  }
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length)
})

test('every schema of the edge cases can check a value', async () => {
  for (const edgeCase of EDGE_CASES) {
    const { document, operations } = await readEdgeCase(edgeCase)
    const schemas = schemasOf(document)
    const schemaHolders = operations.flatMap(({ parameters, body, responses }) => [
      ...parameters,
      ...(body?.content ?? []),
      ...responses.flatMap(({ headers, content }) => [...headers, ...content]),
    ])
    for (const { schema } of schemaHolders)
      if (schema !== undefined) schemas.check(schema, { a: [1, null, 'x'] })
  }
})
