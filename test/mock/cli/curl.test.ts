import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDescription } from '../../../src/description/index.ts'
import { curlLine } from '../../../src/mock/cli/curl.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const DESCRIPTION = `openapi: 3.1.0
info: { title: Things, version: '1' }
paths:
  /json:
    post:
      operationId: json
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [size], properties: { size: { type: integer, minimum: 3 } } }
      responses: { '200': { description: ok } }
  /text:
    post:
      operationId: text
      requestBody: { content: { text/plain: { example: "it's @home" } } }
      responses: { '200': { description: ok } }
  /form:
    post:
      operationId: form
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, required: [name], properties: { name: { type: string, enum: ['a b'] } } }
      responses: { '200': { description: ok } }
  /names/{constructor}:
    get:
      operationId: names
      parameters: [{ in: path, name: constructor, required: true, schema: { type: string } }]
      responses: { '200': { description: ok } }
  /lists/{ids}:
    head:
      operationId: lists
      parameters:
        - { in: path, name: ids, required: true, schema: { type: array, items: { type: string } }, example: [a, b/c] }
        - { in: query, name: tags, required: true, schema: { type: array, items: { type: string } }, example: [x, y] }
        - { in: header, name: X-Count, required: true, schema: { type: integer, minimum: 7 } }
        - { in: cookie, name: token, required: true, schema: { type: string, minLength: 4 } }
      requestBody: { content: { application/json: { example: {} } } }
      responses: { '200': { description: ok } }
`

/** Returns the words of the curl command of each operation, as a shell reads them, without the first three. */
async function parts(): Promise<Record<string, string[]>> {
  const root = temporaryFolder('curl')
  writeFileSync(join(root, 'things.yaml'), DESCRIPTION)
  const description = await readDescription(root, 'things.yaml')
  return Object.fromEntries(
    description.operations.map((operation) => {
      const line = curlLine(description, operation, 'http://127.0.0.1:1', { path: {}, key: '$API_KEY' })
      const script = `set -- ${line}; printf '%s\\0' "$@"`
      const words = spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.split('\0').slice(0, -1)
      return [operation.id, words.slice(3)]
    }),
  )
}

test('the curl command of an operation sends every required parameter and a valid body', async () => {
  expect(await parts()).toEqual({
    json: [
      ...['-X', 'POST', 'http://127.0.0.1:1/json'],
      ...['-H', 'Content-Type: application/json', '--data-raw', '{"size":3}'],
    ],
    text: [
      ...['-X', 'POST', 'http://127.0.0.1:1/text'],
      ...['-H', 'Content-Type: text/plain', '--data-raw', "it's @home"],
    ],
    form: ['-X', 'POST', 'http://127.0.0.1:1/form', '--data-urlencode', 'name=a b'],
    names: ['http://127.0.0.1:1/names/a'],
    lists: [
      ...['--head', 'http://127.0.0.1:1/lists/a,b%2Fc?tags=x&tags=y'],
      ...['-H', 'X-Count: 7', '-b', 'token=aaaa'],
    ],
  })
})
