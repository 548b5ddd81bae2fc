import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readDescription } from '../../../src/description/index.ts'
import { uncheckedWarnings } from '../../../src/mock/cli/unchecked.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const SLOW = String.raw`^(a+)+\1$`

/** Returns the warnings of the mock for a description whose body has this schema. */
async function warningsOf(schema: object, parameter: object = { type: 'string' }): Promise<string[]> {
  const root = temporaryFolder('unchecked')
  writeFileSync(
    join(root, 'things.yaml'),
    `openapi: 3.1.0
info: { title: Things, version: '1' }
paths:
  /things:
    post:
      operationId: addThing
      parameters: [{ name: q, in: query, schema: ${JSON.stringify(parameter)} }]
      requestBody:
        content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
      responses: { '201': { description: Created. } }
components:
  schemas:
    Thing: ${JSON.stringify(schema)}
`,
  )
  const description = await readDescription(root, 'things.yaml')
  return uncheckedWarnings(description).map(({ source, message }) => `${source}: ${message}`)
}

it('warns of nothing if the mock checks everything', async () => {
  const properties = { a: { type: 'string', pattern: '^(a+)+$', format: 'date' }, b: { not: { const: 1 } } }
  expect(await warningsOf({ type: 'object', properties })).toEqual([])
})

it.each<[string, object, string[]]>([
  [
    'patterns of properties that may take long',
    { patternProperties: { [SLOW]: {} }, additionalProperties: false },
    [
      '`patternProperties`: the pattern can take exponential time (the analysis has no result).',
      '`additionalProperties`.',
    ],
  ],
  ['an alternative with a pattern that no engine supports', { oneOf: [{ pattern: '(?i)a' }] }, ['`oneOf`.']],
  ['an exclusion with a pattern that may take long', { not: { pattern: SLOW } }, ['`not`.']],
  ['an unknown format', { properties: { a: { format: 'weird' } } }, ['`format: weird`.']],
])('warns of %s with its line', async (_, schema, keywords) => {
  const expected = keywords.map((keyword) => `things.yaml:13: The mock does not check ${keyword}`)
  expect(await warningsOf(schema)).toEqual(expected)
})

it('warns once of each message, also for a parameter', async () => {
  const unknown = { format: 'weird' }
  expect(await warningsOf({ properties: { a: unknown, b: unknown } }, unknown)).toEqual([
    'things.yaml:7: The mock does not check `format: weird`.',
  ])
})

it('leaves a pattern to the warning of the reader', async () => {
  expect(await warningsOf({ pattern: SLOW })).toEqual([])
})
