import { expect, test } from 'vitest'
import { afterKnownItem } from '../../../../src/contract/cases/boundaries/list-items.ts'
import type { CaseInput } from '../../../../src/contract/cases/case-factory.ts'
import { samplesOf } from '../../../../src/contract/cases/samples.ts'
import type { Schema } from '../../../../src/description/index.ts'
import { schemasOf } from '../../../../src/schema/index.ts'
import { describeOperation } from '../../support/description.ts'
import { testSandbox } from '../../support/proxy.ts'

/** Returns the lists of the samples with an item that does not match the pattern of `ids`. */
function listsOf(ids: Schema, example: unknown): unknown[] {
  const schema: Schema = { type: 'object', properties: { ids: { type: 'array', ...ids } } }
  const examples = { some: { value: { ids: example } } }
  const description = describeOperation({
    requestBody: { content: { 'application/json': { schema, examples } } },
  })
  const content = description.operations[0]?.body?.content[0]
  if (content === undefined) throw new Error('The operation has no body.')
  const input = { description, schemas: schemasOf(description.document) } as CaseInput
  return samplesOf(input, content)
    .filter(({ valid, keyword }) => !valid && keyword === 'pattern')
    .map((sample) => afterKnownItem(input, content)(sample).value)
    .map((value) => (value as { ids: unknown[] }).ids)
}

const items: Schema = { type: 'string', pattern: '^[a-c]{3}$' }

test('an invalid item comes after a known one', () => {
  const lists = listsOf({ items }, ['abc', 'cab'])
  expect(lists.length).toBeGreaterThan(0)
  for (const list of lists) expect(list).toEqual(['abc', expect.not.stringMatching(/^[a-c]{3}$/)])
})

test.each<[string, Schema, unknown]>([
  ['no example has two', { items }, ['abc']],
  ['a list has one at most', { items, maxItems: 1 }, ['abc', 'cab']],
  ['the example is no list', { items }, 'abc'],
])('an invalid item is alone where %s', (_, ids, example) => {
  const lists = listsOf(ids, example)
  expect(lists.length).toBeGreaterThan(0)
  for (const list of lists) expect(list).toHaveLength(1)
})

test('detects that only the first item of a list is checked', async () => {
  const { rules } = await testSandbox({
    api: 'stripe',
    faults: ['expand-checked-by-first-item'],
    only: ['boundaries'],
  })
  expect(rules.find(({ id }) => id === 'cancelPaymentIntent/body/expand.[]/pattern')?.verdict).toBe('failed')
})
