import { describe, expect, test } from 'vitest'
import { listRules } from '../../src/contract/rules/index.ts'
import { SchemaSet } from '../../src/schema/schema-set.ts'
import type { Schema } from '../../src/description/index.ts'
import { BODY, describeBody } from '../contract/support/description.ts'

function checkFormat(
  schema: Schema,
  value: unknown,
): { isChecked: boolean; mayBeValid: boolean; isDefinitelyValid: boolean } {
  const { document } = describeBody(schema)
  const set = new SchemaSet(document)
  return {
    isChecked:
      set.applicableKeywords(BODY, value).includes(`${BODY}/format`) && set.isChecked(`${BODY}/format`),
    mayBeValid: set.mayBeValid(BODY, value),
    isDefinitelyValid: set.isDefinitelyValid(BODY, value),
  }
}

describe('a format', () => {
  test.each<[string, unknown, unknown]>([
    ['int32', 1, 2 ** 31],
    ['int64', 1, 0.5],
    ['unix-time', 1_700_000_000, 0.5],
  ])('applies to numbers only: %s', (format, right, wrong) => {
    const schema: Schema = { type: 'number', format }
    expect(checkFormat(schema, right)).toEqual({ isChecked: true, mayBeValid: true, isDefinitelyValid: true })
    expect(checkFormat(schema, wrong)).toEqual({
      isChecked: true,
      mayBeValid: false,
      isDefinitelyValid: false,
    })
    expect(checkFormat(schema, 'text').isChecked).toBe(false)
  })

  test('that is unknown is not checked, and only its examples are definitely valid', () => {
    const schema: Schema = { type: 'string', format: 'iban', examples: ['DE02120300000000202051'] }
    expect(checkFormat(schema, 'a')).toEqual({ isChecked: false, mayBeValid: true, isDefinitelyValid: false })
    expect(checkFormat(schema, 'DE02120300000000202051').isDefinitelyValid).toBe(true)
    expect(checkFormat({ type: 'string', contentEncoding: 'base64' }, 'plain text').isDefinitelyValid).toBe(
      false,
    )
    expect(checkFormat({ type: 'string', format: 'password' }, 'a').isDefinitelyValid).toBe(true)
  })

  test.each(['a b@example.com', 'a..b@example.com', '@example.com', 'a@', 'a@b@c', 'a@-b', 'a"b@c'])(
    'email rejects %s',
    (value) => {
      expect(checkFormat({ type: 'string', format: 'email' }, value).mayBeValid).toBe(false)
    },
  )

  test.each(['root@localhost', 'a@[192.0.2.1]', "o'neil+x@mail.example.com", '"john doe"@example.com'])(
    'email accepts %s',
    (value) => {
      expect(checkFormat({ type: 'string', format: 'email' }, value).mayBeValid).toBe(true)
      expect(checkFormat({ type: 'string', format: 'email' }, value.replace('@', '')).mayBeValid).toBe(false)
    },
  )
})

test('a rule of an unknown format has a reason why it is untested', () => {
  const account: Schema = { type: 'string', format: 'iban' }
  const rules = listRules(describeBody({ type: 'object', properties: { account } }))
  expect(rules.find(({ id }) => id === 'do/body/account/format')?.untestedReason).toContain(
    'an unknown format',
  )
})
