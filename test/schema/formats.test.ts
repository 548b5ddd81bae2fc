import { describe, expect, test } from 'vitest'
import { listRules } from '../../src/contract/rules/index.ts'
import { SchemaSet } from '../../src/schema/schema-set.ts'
import { judgeable } from '../../src/schema/relax-unsupported.ts'
import type { Schema } from '../../src/description/index.ts'
import { BODY, describeBody } from '../contract/support/description.ts'

function ask(schema: Schema, value: unknown): { reached: boolean; fits: boolean; sure: boolean } {
  const { document } = describeBody(schema)
  const set = new SchemaSet(judgeable(document, 'mayFit'), judgeable(document, 'mayNotFit'))
  return {
    reached: set.reached(BODY, value).includes(`${BODY}/format`) && set.judges(`${BODY}/format`),
    fits: set.isValid(BODY, value),
    sure: set.isSure(BODY, value),
  }
}

describe('a format', () => {
  test.each<[string, unknown, unknown]>([
    ['int32', 1, 2 ** 31],
    ['int64', 1, 0.5],
    ['unix-time', 1_700_000_000, 0.5],
  ])('of numbers is judged by numbers: %s', (format, right, wrong) => {
    const schema: Schema = { type: 'number', format }
    expect(ask(schema, right)).toEqual({ reached: true, fits: true, sure: true })
    expect(ask(schema, wrong)).toEqual({ reached: true, fits: false, sure: false })
    expect(ask(schema, 'text').reached).toBe(false)
  })

  test('that nobody here knows is judged by nobody, and no text is sure to be of it but an example', () => {
    const schema: Schema = { type: 'string', format: 'iban', examples: ['DE02120300000000202051'] }
    expect(ask(schema, 'a')).toEqual({ reached: false, fits: true, sure: false })
    expect(ask(schema, 'DE02120300000000202051').sure).toBe(true)
    expect(ask({ type: 'string', contentEncoding: 'base64' }, 'plain text').sure).toBe(false)
    expect(ask({ type: 'string', format: 'password' }, 'a').sure).toBe(true)
  })

  test.each(['a b@example.com', 'a..b@example.com', '@example.com', 'a@', 'a@b@c', 'a@-b', 'a"b@c'])(
    'email is not %s',
    (value) => {
      expect(ask({ type: 'string', format: 'email' }, value).fits).toBe(false)
    },
  )

  test.each(['root@localhost', 'a@[192.0.2.1]', "o'neil+x@mail.example.com", '"john doe"@example.com'])(
    'email has %s',
    (value) => {
      expect(ask({ type: 'string', format: 'email' }, value).fits).toBe(true)
      expect(ask({ type: 'string', format: 'email' }, value.replace('@', '')).fits).toBe(false)
    },
  )
})

test('a rule of an unknown format says why it is not reached', () => {
  const account: Schema = { type: 'string', format: 'iban' }
  const rules = listRules(describeBody({ type: 'object', properties: { account } }))
  expect(rules.find(({ id }) => id === 'do/body/account/format')?.reachedBy).toContain(
    'a format that is not known',
  )
})
