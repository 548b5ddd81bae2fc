import { expect, test } from 'vitest'
import { IssuedValues } from '../../../src/contract/run/issued-values.ts'

const issued = new IssuedValues()
issued.add('one', ['pi_3MtwBwLkdIwHu7ix', 'x', '1', 'payment_intent'])

test.each([
  ['the value itself', '{"id":"pi_3MtwBwLkdIwHu7ix"}'],
  ['a secret that begins with it', '{"client_secret":"pi_3MtwBwLkdIwHu7ix_secret_9"}'],
])('%s is found in the response to another case', (_, text) => {
  expect(issued.findForeign('two', text)).toBe('pi_3MtwBwLkdIwHu7ix')
  expect(issued.findForeign('one', text)).toBeUndefined()
})

test.each([
  ['a short value', '{"id":"x-20261130-120000","other":"1_000_000_000_000"}'],
  ['words', '{"code":"payment_intent_unexpected_state"}'],
])('%s at the start of a longer text is found by chance only', (_, text) => {
  expect(issued.findForeign('two', text)).toBeUndefined()
})

test('what the resource of a case referred to before is no leak', () => {
  const text = '{"id":"pi_2","metadata":{"previous":"pi_3MtwBwLkdIwHu7ix"}}'
  expect(issued.findForeign('two', text, { metadata: { previous: 'pi_3MtwBwLkdIwHu7ix' } })).toBeUndefined()
  expect(issued.findForeign('two', text, { metadata: {} })).toBe('pi_3MtwBwLkdIwHu7ix')
})
