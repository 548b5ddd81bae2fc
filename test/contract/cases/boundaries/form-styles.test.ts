import { expect, test } from 'vitest'
import { makePlan } from '../../../../src/contract/run/plan.ts'
import { describeOperation } from '../../support/description.ts'

/** Returns the names of the cases that send an object in place of the list `tags`. */
function objectsForTags(encoding: object): string[] {
  const tags = { type: 'array', items: { type: 'string' } }
  const meta = { type: 'object', properties: { k: { type: 'string' } } }
  const schema = { type: 'object', required: ['tags'], properties: { tags, meta } }
  const meant = { meta: { style: 'deepObject', explode: true }, ...encoding }
  const content = { 'application/x-www-form-urlencoded': { schema, encoding: meant } }
  const description = describeOperation({ requestBody: { required: true, content } } as never)
  const { cases } = makePlan(description, { runs: 1 })
  return cases.map(({ id }) => id).filter((id) => /tags: an object$/.test(id))
}

test('a record with brackets is no list', () => {
  expect(objectsForTags({})).toEqual(['boundaries/do/tags: an object'])
})

test.each(['form', 'spaceDelimited', 'pipeDelimited'])(
  'a record with the separators of the style %s may be a list, and is not sent in its place',
  (style) => {
    expect(objectsForTags({ tags: { style, explode: false } })).toEqual([])
  },
)

test('a list in a list is not sent, because OpenAPI does not define how a form carries it', () => {
  const rows = { type: 'array', items: { type: 'array', items: { type: 'string' } } }
  const schema = { type: 'object', properties: { rows, name: { type: 'string' } } } as const
  const content = { 'application/x-www-form-urlencoded': { schema } }
  const { cases } = makePlan(describeOperation({ requestBody: { content } } as never), { runs: 1 })
  const names = cases.filter(({ family }) => family === 'boundaries').map(({ id }) => id)
  expect(names.filter((id) => id.includes('every property'))).toEqual([])
  expect(names).not.toEqual([])
})
