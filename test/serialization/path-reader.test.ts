import { expect, test } from 'vitest'
import { pathReader } from '../../src/serialization/path-reader.ts'

test.each([
  ['/a/{id}/b', '/a/7/b', { id: '7' }],
  ['/a/{id}/b', '/a//b', { id: '' }],
  ['/a/{id}/b', '/%61/x%2Fy/b', { id: 'x%2Fy' }],
  ['/a/{id}.{format}', '/a/x.y.json', { id: 'x.y', format: 'json' }],
  ['/a.b', '/a.b', {}],
])('%s reads %s', (template, path, values) => {
  expect(pathReader(template)(path)).toEqual(values)
})

test.each([
  ['/a/{id}', '/a/1/2'],
  ['/a/{id}', '/b/1'],
  ['/a.b', '/axb'],
  ['/a/{id}.json', '/a/7.xml'],
])('%s is not %s', (template, path) => {
  expect(pathReader(template)(path)).toBeUndefined()
})
