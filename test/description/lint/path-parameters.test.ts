import { expect, test } from 'vitest'
import { report } from './report.ts'

test('templates and path parameters are the same, whatever their names are', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1' }
paths:
  /parcels/{id}.json:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: {} }
  /{from}{to}/{der Größe}:
    get:
      parameters:
        - { name: from, in: path, required: true, schema: {} }
        - { name: der Größe, in: path, required: true, schema: {} }
        - { name: elsewhere, in: path, required: true, schema: {} }
        - { name: to, in: query, schema: {} }
      responses: {}
webhooks:
  arrived:
    post: { responses: {} }
`
  expect(await report('path-parameters', source)).toMatchInlineSnapshot(`
    "error 9:5 #/paths/~1{from}{to}~1{der Größe}/get~ The path \`/{from}{to}/{der Größe}\` has \`{to}\`, which is no path parameter here.
    error 9:5 #/paths/~1{from}{to}~1{der Größe}/get~ The path parameter \`elsewhere\` is not in the path \`/{from}{to}/{der Größe}\`."
  `)
})
