import { expect, test } from 'vitest'
import { report } from './report.ts'

test('reports an entry below one that matches the same requests', async () => {
  const source = `
openapi: 3.1.1
info: { title: Parcels, version: '1' }
paths:
  /parcels/{id}/return:
    post:
      x-rejections:
        - { in: header, name: Key, keyword: required }
        - { in: header, name: Key }
        - { in: header, name: Key, keyword: maxLength }
        - { in: header }
        - { in: body, pointer: /items }
        - { in: body, pointer: /itemsize }
        - { in: body, pointer: /items/0, keyword: type }
        - { in: body, keyword: contentType }
        - { in: body }
        - { in: body, keyword: malformed }
      responses: {}
`
  expect(await report('rejections-order', source)).toMatchInlineSnapshot(`
    "error 10:11 #/paths/~1parcels~1{id}~1return/post/x-rejections/2 This entry is unreachable: entry 1 of \`x-rejections\` matches first. → openapi/README.md#x-rejections
    error 14:11 #/paths/~1parcels~1{id}~1return/post/x-rejections/6 This entry is unreachable: entry 4 of \`x-rejections\` matches first. → openapi/README.md#x-rejections
    error 17:11 #/paths/~1parcels~1{id}~1return/post/x-rejections/9 This entry is unreachable: entry 8 of \`x-rejections\` matches first. → openapi/README.md#x-rejections"
  `)
})
