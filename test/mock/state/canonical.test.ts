import { expect, test } from 'vitest'
import { canonical } from '../../../src/mock/state/canonical.ts'

test('equal values have one text, whatever the order of their keys', () => {
  const text = canonical({ b: [1, { d: null, c: 'x' }], a: {}, e: [] })
  expect(text).toBe('{"a":{},"b":[1,{"c":"x","d":null}],"e":[]}')
  expect(canonical(JSON.parse('{"e":[],"a":{},"b":[1,{"c":"x","d":null}]}'))).toBe(text)
})

test('any depth will do', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  expect(canonical(JSON.parse(deep))).toBe(deep)
})
