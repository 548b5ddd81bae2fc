import { describe, expect, test } from 'vitest'
import { findInternals } from '../../../src/contract/checks/internals.ts'
import { IssuedValues } from '../../../src/contract/run/issued-values.ts'

describe('a piece of what lies behind a server', () => {
  test.each([
    ['MySQL', 'You have an error in your SQL syntax; check the manual'],
    ['PostgreSQL', 'ERROR: syntax error at or near "OR"'],
    ['a constraint', 'duplicate key value violates unique constraint "users_pkey"'],
    ['SQLite', 'SQLITE_ERROR: near "x": syntax error'],
    ['Oracle', 'ORA-00933: SQL command not properly ended'],
    ['SQL Server', 'Unclosed quotation mark after the character string'],
    ['MongoDB', 'E11000 duplicate key error collection: shop.orders'],
    ['PHP', 'SQLSTATE[42S02]: Base table or view not found'],
    ['Python', 'psycopg2.errors.UndefinedTable'],
    ['a statement', 'in SELECT id, name FROM users WHERE id = 7'],
    ['an address', 'redis://:secret@cache.internal:6379'],
    ['a connection', 'connect ECONNREFUSED 10.0.0.2:5432'],
    ['a file', "ENOENT: no such file or directory, open '/etc/app.yaml'"],
  ])('of %s is found', (_, text) => {
    expect(findInternals(`{"error":"${text}"}`, '')).toBeDefined()
  })

  test.each(['Select a plan from the list.', 'Update your card.', 'No such order.', 'Invalid constraint.'])(
    'is not seen in `%s`',
    (text) => {
      expect(findInternals(text, '')).toBeUndefined()
    },
  )

  test('is no leak if the request had it', () => {
    const text = 'SELECT a FROM b'
    expect(findInternals(`Unknown name: ${text} .`, `{"name":"${text} ."}`)).toBeUndefined()
  })
})

describe('a value of another request', () => {
  test('is found only for a case that has not sent it', () => {
    const issued = new IssuedValues()
    issued.add('one', ['pi_1234567890ab'])
    expect(issued.findForeign('other', '{"id":"pi_1234567890ab"}')).toBe('pi_1234567890ab')
    expect(issued.findForeign('one', '{"id":"pi_1234567890ab"}')).toBeUndefined()
    issued.add('other', ['pi_1234567890ab'])
    expect(issued.findForeign('other', '{"id":"pi_1234567890ab"}')).toBeUndefined()
  })

  test('is not found if it is short, since it may occur by chance', () => {
    const issued = new IssuedValues()
    issued.add('one', ['12345'])
    expect(issued.findForeign('other', '{"id":"12345"}')).toBeUndefined()
  })
})
