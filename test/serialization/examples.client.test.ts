import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import { makeCode } from '../../src/codegen/make.ts'
import type { Description } from '../../src/description/index.ts'
import { handler } from '../client/handler.ts'
import { writeArtefacts } from '../codegen/project.ts'
import { describeExamples, titleOf } from './examples.document.ts'
import { examples } from './examples.ts'
import type { Example } from './examples.ts'

const repository = join(import.meta.dirname, '../..')
const api = { name: 'examples', file: 'openapi/examples.yaml' }

let folder: string
beforeAll(() => {
  mkdirSync(join(repository, 'dist'), { recursive: true })
  folder = mkdtempSync(join(repository, 'dist/examples-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** Each example has its own API, because a generated client writes a parameter name in one style only. */
function describeOne(example: Example): Description {
  return { ...describeExamples([example]), source: () => ({ file: api.file, line: 1, column: 1 }) }
}

type Method = (call: object) => Promise<unknown>
interface Module {
  createExamples: (options: { fetch: Fetch }) => { example0: Method }
}

async function sentBy(example: Example, index: number): Promise<string> {
  const own = join(folder, `${index}`)
  writeArtefacts(own, (await makeCode(api, describeOne(example), { validators: false })).artefacts)
  const module = (await import(pathToFileURL(join(own, 'client.ts')).href)) as Module
  const fetch = handler(() => new Response(null, { status: 204 }))
  const { value, parameter } = example
  const { example0 } = module.createExamples({ fetch })
  const location = parameter?.in ?? 'form'
  const calls: Readonly<Record<string, object>> = {
    form: { body: value },
    query: { query: { color: value } },
    header: { headers: { color: value } },
    path: { color: value },
    cookie: { cookies: { color: value } },
  }
  await example0(calls[location] ?? {})
  const [request] = fetch.requests
  if (request === undefined) throw new Error('The client sent nothing')
  if (location === 'form') {
    expect(request.headers.get('Content-Type')).toMatch(/^application\/x-www-form-urlencoded/)
    return request.text()
  }
  if (location === 'cookie') return request.headers.get('Cookie') ?? ''
  if (location === 'header') return request.headers.get('color') ?? ''
  const found = location === 'query' ? /\?(.*)$/.exec(request.url) : /\/([^/]*)$/.exec(request.url)
  return found?.[1] ?? ''
}

const sendable = examples.flatMap((example, index) =>
  example.notByClient === undefined ? [[titleOf(example), example, index] as const] : [],
)

test.each(sendable)('a generated client sends: %s', async (_, example, index) => {
  expect([example.text, ...(example.alsoRead ?? [])]).toContain(await sentBy(example, index))
})
