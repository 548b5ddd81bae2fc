import { expect, test } from 'vitest'
import { findRepeatedName } from '../../../src/contract/checks/repeated-name.ts'
import {
  createGetServer,
  describeGet,
  failedRuleIds,
  jsonResponse,
  rejections,
  reply,
} from '../support/small.ts'

test.each([
  ['{"a":1,"b":2,"a":1}', '/a'],
  ['{"a":[{"b":1},{"b":1,"c":{"d":"}","d":1}}]}', '/a/[]/c/d'],
  [String.raw`{"a\"":1,"a\"":2}`, String.raw`/a\"`],
])('finds the name twice in %s', (text, pointer) => {
  expect(findRepeatedName(text)).toBe(pointer)
})

test.each([
  '[{"a":1},{"a":1}]',
  '{"a":{"a":{"a":"a"}},"b":"a"}',
  String.raw`{"a":"\"a\":","b":"{\\","c":"}"}`,
  '{"a":1,"A":1,"a ":1,"":0}',
  '"a"',
  '1',
])('finds no name twice in %s', (text) => {
  expect(findRepeatedName(text)).toBeUndefined()
})

test('takes linear time and no stack for escape sequences and for deep values', () => {
  expect(findRepeatedName(`{"a":"${String.raw`\n`.repeat(400_000)}","a":1}`)).toBe('/a')
  expect(findRepeatedName(`${'['.repeat(400_000)}{"a":1,"a":1}${']'.repeat(400_000)}`)).toMatch(/\/a$/)
})

test('a response that has a name twice fails the rule of its media type', async () => {
  const description = describeGet({
    responses: { '200': jsonResponse({ type: 'object' }), ...rejections(400) },
  })
  const bodyOf = (body: string): Promise<string[]> =>
    failedRuleIds(
      description,
      createGetServer(() => reply(200, body, { 'Content-Type': 'application/json' })),
    )
  expect(await bodyOf('{"a":1}')).toEqual([])
  expect(await bodyOf('{"a":1,"a":2}')).toEqual(['do/responses/200/application/json'])
})
