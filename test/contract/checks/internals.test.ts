import { describe, expect, test } from 'vitest'
import { findInternals } from '../../../src/contract/checks/internals.ts'
import { IssuedValues } from '../../../src/contract/run/issued-values.ts'

/** A request without any text. */
const nothing = (): string => ''

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
    expect(findInternals(`X-Error: ${text}`, '', nothing)).toBeDefined()
    expect(findInternals('', `{"error":"${text}"}`, nothing)).toBeDefined()
  })

  test.each([
    ['Java', 'java.lang.NullPointerException'],
    ['.NET', 'System.NullReferenceException: Object reference not set to an instance of an object.'],
    ['Python', "KeyError: 'reason'"],
    ['JavaScript', "Cannot read properties of undefined (reading 'id')"],
    ['Ruby', "undefined method `id' for nil:NilClass"],
    ['PHP', 'Undefined array key 3'],
    ['Go', 'runtime error: invalid memory address or nil pointer dereference'],
    ['an object as text', 'No such order: [object Object]'],
    ['a table', "Table 'shop.orders' doesn't exist"],
    ['a relation', 'relation \\"orders\\" does not exist'],
    ['Redis', 'WRONGTYPE Operation against a key holding the wrong kind of value'],
    ['gRPC', 'rpc error: code = Unavailable desc = connection error'],
    ['a source file', 'in \\/var\\/www\\/app\\/orders.php'],
    ['an address in the network', 'upstream 10.0.3.17:5432 timed out'],
    ['a setting', 'AWS_SECRET_ACCESS_KEY is empty'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
    ['a token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.dozjgNryP4J3jVmNHl0w5N'],
  ])('of %s is found in an error only', (_, text) => {
    expect(findInternals('', `{"error":"${text}"}`, nothing)).toBeDefined()
    expect(findInternals(`X-Error: ${text}`, '', nothing)).toBeUndefined()
  })

  test.each([
    'Select a plan from the list.',
    'Update your card.',
    'No such order.',
    'Invalid constraint.',
    'See https://example.com/usr/guide.php and https://example.com/home/a.js.',
    'Error: the type is undefined.',
    'Version 10.0.3.17 is not supported.',
  ])('is not seen in `%s`', (text) => {
    expect(findInternals(text, text, nothing)).toBeUndefined()
  })

  test('is no leak if the request had it', () => {
    const text = 'SELECT a FROM b'
    expect(findInternals('', `Unknown name: ${text} .`, () => `{"name":"${text} ."}`)).toBeUndefined()
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
