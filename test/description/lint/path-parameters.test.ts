import { expect, test } from 'vitest'
import { report } from './report.ts'

test('reports templates without a path parameter and the reverse, for names of any characters', async () => {
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
    "error 9:5 #/paths/~1{from}{to}~1{der Größe}/get~ The path \`/{from}{to}/{der Größe}\` has \`{to}\`, but the operation has no such path parameter.
    error 9:5 #/paths/~1{from}{to}~1{der Größe}/get~ The path parameter \`elsewhere\` is not in the path \`/{from}{to}/{der Größe}\`."
  `)
})
