import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { describe as describeApi, joinPointer, remove, set } from '../../../src/description/index.ts'
import { generateCommand } from '../../../src/codegen/cli.ts'
import { files, loan } from '../library.ts'
import { loadValidators, oracle, readDocument, errorLines } from '../loaded.ts'
import type { Validator } from '../loaded.ts'
import { mutated } from '../mutations.ts'
import { makeProject, repository } from '../project.ts'

const root = makeProject(files)
vi.spyOn(console, 'log').mockReturnValue(undefined)
expect(await generateCommand([], root)).toBe(0)
const library = await loadValidators(root, 'library')
const validateLoan = library['validateLoan'] as Validator

describe('the validators of a description that is not about payments', () => {
  it('are named after component schemas, and after operations for inline schemas', () => {
    expect(Object.keys(library).sort()).toEqual([
      'requests',
      'responses',
      'validateCategoryTree',
      'validateLendBookRequest',
      'validateListCategories200',
      'validateListCategoriesDefault',
      'validateLoan',
      'validateOddNamesV2',
      'validatePerson',
      'validateProblem',
    ])
    expect(library.responses['lendBook']?.['201']).toBe(validateLoan)
    expect(Object.keys(library.responses['listCategories'] ?? {})).toEqual(['200', '4XX', 'default'])
    expect(library.requests['lendBook']?.({ borrower: { name: 'Ada' } })).toBe(true)
  })

  it('accept a valid value and have no errors then', () => {
    expect(validateLoan({})).toBe(false)
    expect(validateLoan(loan)).toBe(true)
    expect(validateLoan.errors).toBeNull()
  })

  it.each<[string, string, unknown, string]>([
    ['a missing property', '/id', undefined, ' required {"missingProperty":"id"}'],
    ['a day that does not exist', '/due', '2023-02-29', '/due format {"format":"date"}'],
    [
      'a date and time that do not exist',
      '/returned_at',
      '2024-02-30T10:00:00Z',
      '/returned_at format {"format":"date-time"}',
    ],
    ['a time without its offset', '/opened', '09:30:00', '/opened format {"format":"time"}'],
    ['milliseconds with a fraction', '/reminded_at', 1.5, '/reminded_at format {"format":"unix-time"}'],
    ['an address without a domain', '/borrower/email', 'ada@', '/borrower/email format {"format":"email"}'],
    ['an empty name', '/borrower/name', '', '/borrower/name minLength {"limit":1}'],
    [
      'a value outside an enum of many types',
      '/state',
      { lost: false },
      '/state enum {"allowedValues":["open","closed",null,{"lost":true}]}',
    ],
    [
      'another object than the constant',
      '/kind',
      { medium: 'film' },
      '/kind const {"allowedValue":{"medium":"paper"}}',
    ],
    ['a tuple that is too long', '/shelf', ['B', 7, 8], '/shelf items {"limit":2}'],
    ['a type within a tuple', '/shelf/1', '7', '/shelf/1 type {"type":"integer"}'],
    ['an invalid property with a special name', '/notes/x~1ink', 7, '/notes/x~1ink type {"type":"string"}'],
    ['a value of two alternatives in oneOf', '/fee', 15, '/fee oneOf {"passingSchemas":[0,1]}'],
    ['a value without an alternative in anyOf', '/co_borrower', 7, '/co_borrower anyOf {}'],
    ['a missing property that `then` requires', '/returned_at', undefined, ' if {"failingKeyword":"then"}'],
  ])('reject %s and report its pointer and keyword', (_, pointer, value, expected) => {
    const invalid = value === undefined ? remove(loan, pointer) : set(loan, pointer, value)
    expect(validateLoan(invalid)).toBe(false)
    expect(errorLines(validateLoan.errors)).toContain(expected)
  })

  it('report all errors, not only the first', () => {
    expect(validateLoan({ due: 'soon', state: 'open', kind: 1 })).toBe(false)
    expect(errorLines(validateLoan.errors)).toEqual([
      ' required {"missingProperty":"id"}',
      '/due format {"format":"date"}',
      '/kind const {"allowedValue":{"medium":"paper"}}',
    ])
  })

  it('count code points, follow recursion, and compare array items as JSON values', () => {
    const validate = library['validateListCategories200'] as Validator
    const leaf = { name: '🙂🙂🙂', children: [] }
    expect(validate({ root: { name: 'a', children: [leaf] } })).toBe(true)
    expect(validate({ root: { name: 'a', children: [{ ...leaf, name: '🙂🙂🙂🙂' }] } })).toBe(false)
    expect(errorLines(validate.errors)).toEqual(['/root/children/0/name maxLength {"limit":3}'])
    expect(validate({ root: { name: 'a', children: [leaf, { children: [], name: '🙂🙂🙂' }] } })).toBe(false)
    expect(errorLines(validate.errors)).toEqual(['/root/children uniqueItems {"i":1,"j":0}'])
  })

  it('support property names with a meaning in ajv or in JavaScript', () => {
    const validate = library['validateOddNamesV2'] as Validator
    expect(validate({})).toBe(false)
    expect(errorLines(validate.errors)).toEqual([
      ' required {"missingProperty":"constructor"}',
      ' required {"missingProperty":"schema12"}',
    ])
    expect(validate({ schema12: 'a', constructor: '', validate20: 'v', parentData: 'p' })).toBe(true)
    expect(validate({ schema12: 'c', constructor: '', parentData: 1, 'a/b~c': 'xy', $ref_: 'xy' })).toBe(
      false,
    )
    expect(errorLines(validate.errors)).toEqual([
      '/$ref_ maxLength {"limit":1}',
      '/a~1b~0c maxLength {"limit":1}',
      '/parentData type {"type":"string"}',
      '/schema12 enum {"allowedValues":["a","b"]}',
    ])
  })

  it('agree with ajv on all mutations of a valid value', () => {
    const expected = oracle(readDocument(root, 'library'))
    fc.assert(
      fc.property(mutated(loan), (value) => {
        validateLoan(value)
        expect(errorLines(validateLoan.errors)).toEqual(expected('/components/schemas/Loan', value))
      }),
      { numRuns: 500, seed: 1 },
    )
  })
})

it('supports unevaluatedProperties', async () => {
  const schema = `{ type: object, properties: { a: { type: string } } }`
  const closed = `{ allOf: [{ $ref: '#/components/schemas/Open' }], type: object, unevaluatedProperties: false }`
  const text = `openapi: 3.1.1
info: { title: A, version: '1' }
servers: [{ url: 'https://a.example' }]
components: { schemas: { Open: ${schema}, Closed: ${closed} } }
`
  const project = makeProject({
    'package.json': '{ "type": "module" }',
    'redocly.yaml': 'apis: { closed: { root: closed.yaml } }\nextends: [minimal]\n',
    'closed.yaml': text,
  })
  expect(await generateCommand([], project)).toBe(0)
  const { validateClosed } = await loadValidators(project, 'closed')
  expect((validateClosed as Validator)({ a: 'x' })).toBe(true)
  expect((validateClosed as Validator)({ a: 'x', b: 1 })).toBe(false)
  expect(errorLines((validateClosed as Validator).errors)).toEqual([
    ' unevaluatedProperties {"unevaluatedProperty":"b"}',
  ])
})

describe.each(['leanrails', 'stripe'])('the validators of %s', async (api) => {
  const document = readDocument(repository, api)
  const { responses, requests } = await loadValidators(repository, api)
  const { operations } = describeApi(api, document, {})
  const bodies = operations.flatMap((operation) => [
    ...operation.responses.flatMap(({ status, content }) =>
      content.flatMap(({ object, pointer }) =>
        Object.entries(object.examples ?? {}).map(([name, { value }]) => ({
          title: `${operation.id} ${status} ${name}`,
          pointer: joinPointer(pointer, 'schema'),
          validate: responses[operation.id]?.[status],
          value,
        })),
      ),
    ),
    ...(operation.body?.content ?? []).flatMap(({ object, pointer }) =>
      Object.entries(object.examples ?? {}).map(([name, { value }]) => ({
        title: `${operation.id} request ${name}`,
        pointer: joinPointer(pointer, 'schema'),
        validate: requests[operation.id],
        value,
      })),
    ),
  ])
  const ok = bodies.filter(({ title }) => title.includes(' 200 '))
  const expected = oracle(document)

  it('accept every example', () => {
    expect(ok.length).toBeGreaterThan(1)
    for (const { title, validate, value } of bodies) expect([title, validate?.(value)]).toEqual([title, true])
  })

  it.each(bodies)('agree with ajv on all mutations of $title', ({ pointer, validate, value: example }) => {
    let rejectedCount = 0
    fc.assert(
      fc.property(mutated(example), (value) => {
        if (validate?.(value) === false) rejectedCount += 1
        expect(errorLines(validate?.errors)).toEqual(expected(pointer, value))
      }),
      { numRuns: 40, seed: 1 },
    )
    expect(rejectedCount).toBeGreaterThan(5)
  })

  it.each<[string, string, unknown]>([
    ['the status of another state', '/status', 'succeeded'],
    ['no time of cancellation', '/canceled_at', null],
    ['milliseconds', '/canceled_at', 1680801569000],
    ['text for a number', '/amount', '2000'],
    ['a fraction of a cent', '/amount', 20.5],
    ['an amount beyond the safe integers', '/amount', 1e21],
    ['a negative amount', '/amount', -1],
    ['a currency in capitals', '/currency', 'USD'],
    ['another object', '/object', 'charge'],
    ['a number in metadata', '/metadata/order', 1042],
    ['text for a boolean', '/livemode', 'false'],
    ['a date as text', '/created', '2023-04-06'],
    ['no id', '/id', undefined],
  ])('reject a canceled PaymentIntent with %s', (_, pointer, value) => {
    const { validate, value: example } = ok[0] ?? {}
    const invalid = value === undefined ? remove(example, pointer) : set(example, pointer, value)
    expect(validate?.(invalid)).toBe(false)
    expect(errorLines(validate?.errors).join()).toContain(value === undefined ? '"id"' : `${pointer} `)
  })

  it('accept a field that the description does not define', () => {
    const { validate, value } = ok[0] ?? {}
    expect(validate?.({ ...(value as object), new_field: {} })).toBe(true)
  })
})
