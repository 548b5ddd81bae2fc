import { afterEach, expect, it, vi } from 'vitest'
import { makeClient } from '../../src/codegen/client/index.ts'
import { makeIndexFile } from '../../src/codegen/index-file.ts'
import { describe } from '../../src/description/index.ts'
import type { OpenAPIDocument } from '../../src/description/index.ts'

const api = { name: 'shelf', file: 'shelf.yaml' }

const makeIndex = (names: readonly string[]): string => {
  const document = {
    openapi: '3.1.1',
    info: { title: 'Shelf', version: '1' },
    paths: {},
    components: { schemas: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) },
  } as unknown as OpenAPIDocument
  const description = describe('shelf', document, { files: [], lines: {} } as never)
  const client = makeClient(api, description).artefact.text
  return makeIndexFile(api, description, client, new Map(names.map((name) => [name, name]))).text
}

afterEach(() => {
  vi.restoreAllMocks()
})

it('gives a schema another name if the client exports its name, or a schema has the other name', () => {
  const text = makeIndex(['Book', 'ApiError', 'Shelf', 'ShelfSchema'])
  expect(text.match(/^export type .*/gm)).toEqual([
    "export type Book = Schemas['Book']",
    "export type ApiErrorSchema = Schemas['ApiError']",
    "export type ShelfSchema2 = Schemas['Shelf']",
    "export type ShelfSchema = Schemas['ShelfSchema']",
  ])
})

it('searches the client for its exports no more often if there are more schemas', () => {
  const search = vi.spyOn(String.prototype, 'matchAll')
  const searchesFor = (count: number): number => {
    search.mockClear()
    makeIndex(Array.from({ length: count }, (_, index) => `Book${index}`))
    return search.mock.calls.length
  }
  expect(searchesFor(100)).toBe(searchesFor(1))
})
