import { describe, expect, test } from 'vitest'
import { CaseSkipped } from '../../../src/contract/cases/case-skipped.ts'
import { freshKey, isAllowedKey, keyHeader } from '../../../src/contract/generate/idempotency-key.ts'
import type { Schema } from '../../../src/description/index.ts'
import { describeOperation } from '../support/description.ts'

function operationWith(schema: Schema) {
  const { document, operations } = describeOperation({
    parameters: [{ name: 'Idempotency-Key', in: 'header', schema }],
    'x-idempotency': {
      header: 'idempotency-key',
      retention: 'PT24H',
      scope: 'credential',
      stores: ['success'],
      releases: [],
      mismatch: { differs: [], responses: [] },
      inProgress: { responses: [] },
    },
  })
  const [operation] = operations
  if (operation === undefined) throw new Error('no operation')
  return { operation, document }
}

describe('a fresh key', () => {
  test.each<[string, Schema, RegExp]>([
    ['is a UUID by default', {}, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/],
    ['is as short as `maxLength` requires', { type: 'string', maxLength: 8 }, /^[\da-f]{8}$/],
    ['is as long as `minLength` requires', { type: 'string', minLength: 50 }, /^[\da-f]{50}$/],
    ['is a number if the pattern allows only digits', { type: 'string', pattern: '^[0-9]+$' }, /^\d{15}$/],
    ['matches the pattern', { type: 'string', pattern: '^key_[a-z]{12}$' }, /^key_[a-z]{12}$/],
  ])('%s, and a different one each time', (_, schema, form) => {
    const { operation, document } = operationWith({ type: 'string', ...schema })
    const keys = Array.from({ length: 20 }, () => freshKey(operation, document))
    expect(keyHeader(operation)?.object.name).toBe('Idempotency-Key')
    for (const key of keys) {
      expect(key).toMatch(form)
      expect(isAllowedKey(operation, document, key)).toBe(true)
    }
    expect(new Set(keys).size).toBe(20)
  })

  test('skips the case if no valid key can be generated', () => {
    const { operation, document } = operationWith({ type: 'string', const: 'always' })
    expect(() => freshKey(operation, document)).toThrow(CaseSkipped)
  })
})
