import { expect, it } from 'vitest'
import { covers, isJson, isText } from '../../src/description/index.ts'
import { concreteMediaType } from '../../src/serialization/index.ts'

it.each(['application/json', 'application/vnd.api+json; charset=utf-8', 'text/json', 'application/*+json'])(
  'reads %s as JSON',
  (type) => {
    expect([isJson(type), isText(type)]).toEqual([true, false])
  },
)

it('covers the media types of a suffix', () => {
  const range = 'application/*+json'
  expect(covers(range, concreteMediaType(range))).toBe(true)
  expect([covers(range, 'application/xml'), covers(range, 'application/json')]).toEqual([false, false])
})
