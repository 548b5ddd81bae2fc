import { expect, test } from 'vitest'
import { unstyle } from '../../../src/mock/read/style.ts'
import type { Shape } from '../../../src/mock/read/style.ts'

/** The table of "Style Examples" in OpenAPI 3.1, as far as it writes a parameter into one text. */
test.each<[string, boolean, Shape, string, unknown]>([
  ['matrix', false, 'text', ';color=blue', 'blue'],
  ['matrix', false, 'list', ';color=blue,black', ['blue', 'black']],
  ['matrix', true, 'list', ';color=blue;color=black', ['blue', 'black']],
  ['matrix', false, 'record', ';color=R,100,G,200', { R: '100', G: '200' }],
  ['matrix', true, 'record', ';R=100;G=200', { R: '100', G: '200' }],
  ['label', false, 'text', '.blue', 'blue'],
  ['label', false, 'list', '.blue,black', ['blue', 'black']],
  ['label', true, 'list', '.blue.black', ['blue', 'black']],
  ['label', false, 'record', '.R,100,G,200', { R: '100', G: '200' }],
  ['label', true, 'record', '.R=100.G=200', { R: '100', G: '200' }],
  ['simple', false, 'text', 'blue,black', 'blue,black'],
  ['simple', false, 'list', 'blue,black', ['blue', 'black']],
  ['simple', false, 'record', 'R,100,G,200', { R: '100', G: '200' }],
  ['simple', true, 'record', 'R=100,G=200', { R: '100', G: '200' }],
  ['form', false, 'list', 'blue,black', ['blue', 'black']],
  ['spaceDelimited', false, 'list', 'blue black', ['blue', 'black']],
  ['pipeDelimited', false, 'list', 'blue|black', ['blue', 'black']],
  ['simple', false, 'list', '', []],
])('%s, explode %s, %s: %s', (style, explode, shape, text, value) => {
  expect(unstyle(text, { name: 'color', style, explode, shape })).toEqual(value)
})

test.each<[string, Shape, string]>([
  ['matrix', 'text', 'blue'],
  ['matrix', 'text', ';colour=blue'],
  ['label', 'text', 'blue'],
  ['simple', 'record', 'R,100,G'],
])('%s, %s: %s is not in that style', (style, shape, text) => {
  expect(unstyle(text, { name: 'color', style, explode: false, shape })).toBeUndefined()
})
