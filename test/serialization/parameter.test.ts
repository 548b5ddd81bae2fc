import { expect, test } from 'vitest'
import { exampleValue, serialize } from '../../src/serialization/parameter.ts'
import type { OpenAPIDocument, ParameterObject } from '../../src/description/index.ts'

const text = (object: ParameterObject, value: unknown): string =>
  serialize({ object, pointer: '' }, value)
    .map((one) => `${one.name}=${one.value ?? ''}`)
    .join('&')

test.each<[Omit<ParameterObject, 'name'>, unknown, string]>([
  [{ in: 'query' }, 'a b', 'p=a b'],
  [{ in: 'query' }, 5, 'p=5'],
  [{ in: 'query' }, ['a', 'b'], 'p=a&p=b'],
  [{ in: 'query', explode: false }, ['a', 'b'], 'p=a,b'],
  [{ in: 'query', style: 'pipeDelimited' }, ['a', 'b'], 'p=a|b'],
  [{ in: 'query', style: 'spaceDelimited' }, ['a', 'b'], 'p=a b'],
  [{ in: 'query', style: 'deepObject', explode: true }, { a: 1, b: 'x' }, 'p[a]=1&p[b]=x'],
  [{ in: 'query' }, { a: 1, b: 'x' }, 'a=1&b=x'],
  [{ in: 'query', explode: false }, { a: 1 }, 'p=a,1'],
  [{ in: 'header' }, ['a', 'b'], 'p=a,b'],
  [{ in: 'header' }, { a: 1 }, 'p=a,1'],
  [{ in: 'header', explode: true }, { a: 1 }, 'p=a=1'],
  [{ in: 'cookie' }, true, 'p=true'],
])('a parameter %j with %j is sent as %s (OpenAPI 3.1, Parameter Object)', (object, value, sent) => {
  expect(text({ name: 'p', ...object }, value)).toBe(sent)
})

test('the example 137 of a text is sent as a text', () => {
  const document = { chain: { type: 'string', example: 137 } } as unknown as OpenAPIDocument
  const object = { name: 'chain', in: 'path', required: true } as const
  expect(exampleValue(document, { object, pointer: '/p', schema: '/chain' })).toEqual({ value: '137' })
})
