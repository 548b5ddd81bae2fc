import { expect, it } from 'vitest'
import { responseValidator } from '../../src/client/index.ts'
import type { Validator } from '../../src/client/index.ts'

const failing = (...errors: NonNullable<Validator['errors']>): Validator =>
  Object.assign(() => false, { errors })
const validate = (body: unknown, ...errors: NonNullable<Validator['errors']>) =>
  responseValidator({ op: { 200: failing(...errors) } })('op', 200, body)

it('names the pointer, the expected and the received value', () => {
  expect(
    validate({ a: [1, null] }, { instancePath: '/a/1', keyword: 'type', params: { type: 'string' } }),
  ).toBe('/a/1: expected type "string", received null')
  expect(validate([], { instancePath: '', keyword: 'type', params: { type: 'object' } })).toBe(
    'body: expected type "object", received array',
  )
  expect(
    validate({ 'a/b': {} }, { instancePath: '/a~1b', keyword: 'required', params: { missingProperty: 'c' } }),
  ).toBe('/a~1b/c: expected required "c", received nothing')
  expect(
    validate({ a: -1 }, { instancePath: '/a', keyword: 'minimum', params: { comparison: '>=', limit: 0 } }),
  ).toBe('/a: expected minimum 0, received number')
})

it('names all problems in their order', () => {
  const type = (instancePath: string) => ({ instancePath, keyword: 'type', params: { type: 'string' } })
  expect(validate({ a: 1, b: 2 }, type('/a'), type('/b'))).toMatch(/^\/a: .*; \/b: /)
})

it('does not quote values that may be confidential', () => {
  const pattern = { instancePath: '/s', keyword: 'pattern', params: { pattern: '^x' } }
  expect(validate({ s: 'pi_1_secret_2' }, pattern)).not.toContain('secret')
})

it('reports other problems beside a new enumeration value', () => {
  const enumError = {
    instancePath: '/card_options/wallet',
    keyword: 'enum',
    params: { allowedValues: ['x'] },
  }
  const anyOfError = { instancePath: '/card', keyword: 'anyOf', params: {} }
  expect(validate({ card: 5, card_options: { wallet: 'new' } }, enumError, anyOfError)).toMatch(/^\/card: /)
})

it('accepts a new enumeration value, also in an alternative', () => {
  const enumError = { instancePath: '/a', keyword: 'enum', params: { allowedValues: ['x'] } }
  const anyOfError = { instancePath: '/a', keyword: 'anyOf', params: {} }
  expect(validate({ a: 'new' }, enumError, anyOfError)).toBeUndefined()
})

it('accepts responses without a validator', () => {
  expect(responseValidator({})('op', 200, {})).toBeUndefined()
  expect(responseValidator({ op: { 200: () => true } })('op', 200, {})).toBeUndefined()
  expect(responseValidator({ op: { 200: () => false } })('op', 201, {})).toBeUndefined()
})
