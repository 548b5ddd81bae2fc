import { expect, it } from 'vitest'
import { plainPath } from '../../src/description/repair/path-names.ts'
import { bundleApi, describe as describeApi } from '../../src/description/index.ts'
import { makeProject } from '../codegen/project.ts'

it.each([
  ['/things/{id:int}', ['id'], '/things/{id}'],
  ['/things/{id:int:min(1)}', ['id'], '/things/{id}'],
  ['/things/{id:[0-9]{1,3}}/parts', ['id'], '/things/{id}/parts'],
  ['/files/{path:filename}', ['filename'], '/files/{filename}'],
  ['/files/{path:filename}', ['path:filename'], '/files/{path:filename}'],
  ['/files/{file_path:path}', ['file_path'], '/files/{file_path}'],
  ['/files/{*rest}', ['rest'], '/files/{rest}'],
  ['/files/{**rest}', [], '/files/{rest}'],
  ['/files/{+path}', [], '/files/{path}'],
  ['/files/{id?}', ['id'], '/files/{id}'],
  ['/v1/{name=projects/*/things/*}:cancel', ['name'], '/v1/{name}:cancel'],
  ['/things/:id/parts/:part', ['id'], '/things/{id}/parts/:part'],
  ['/things/<int:id>', ['id'], '/things/{id}'],
  ['/{a}-{b}/{c}.json', ['a', 'b', 'c'], '/{a}-{b}/{c}.json'],
  ['/things/{?page}', [], '/things/{?page}'],
])('reads the path %s with the parameters %j as %s', (written, names, expected) => {
  const parameters = names.map((name) => ({ name, in: 'path' }))
  expect(plainPath({}, written, { get: { parameters } })).toBe(expected)
})

it('keeps a path as it is written if another one has its plain name', async () => {
  const operation = (id: string): string =>
    `{ get: { operationId: ${id}, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '204': { description: OK. } } } }`
  const text = `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  '/a/{id:int}': ${operation('number')}
  '/a/{id:guid}': ${operation('guid')}
`
  const bundled = await bundleApi(makeProject({ 'api.yaml': text }), { name: 'a', file: 'api.yaml' })
  const description = describeApi('a', bundled.document, bundled.sourceMap, bundled)
  const { operations } = description
  expect(operations.map(({ path }) => path)).toEqual(['/a/{id}', '/a/{id:guid}'])
  expect(description.source(operations[0]?.pointer ?? '').line).toBe(4)
  expect(bundled.warnings.map(({ source: at, message }) => `${at}: ${message}`)).toContain(
    'api.yaml:4: The path `/a/{id:int}` is read as `/a/{id}`.',
  )
})
