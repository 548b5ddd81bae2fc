import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { scaled } from '../time-scale.ts'
import { describe } from '../../src/description/index.ts'
import { buildDocs, buildSite } from '../../src/docs/build.ts'
import { temporaryFolder } from '../temporary-folder.ts'

let root: string

beforeAll(() => {
  root = temporaryFolder('any')
})

test(
  'builds a site with a start page for one description without guides, samples and settings',
  async () => {
    const title = 'A <b>{{{title}}}</b> & "more"'
    writeFileSync(
      join(root, 'my api.json'),
      JSON.stringify({
        openapi: '3.1.0',
        info: { title, version: '1', license: { name: 'MIT', identifier: 'MIT' } },
        servers: [{ url: 'https://api.test' }],
        paths: {
          '/things': {
            get: {
              operationId: 'things',
              security: [],
              parameters: [
                { name: 'Content-Type', in: 'header', schema: { type: 'string', const: 'ignored-by-all' } },
              ],
              responses: { 200: { description: 'Things.' }, 404: { description: 'None.' } },
            },
          },
        },
      }),
    )
    const output = join(root, 'site')
    const files = await buildDocs(root, output, { api: 'my api.json', keep: true })
    expect(readdirSync(output).sort()).toEqual([...files.map(({ name }) => name), 'my-api.json'].sort())
    expect(JSON.parse(readFileSync(join(output, 'my-api.json'), 'utf8'))).toMatchObject({ info: { title } })
    const start = readFileSync(join(output, 'index.html'), 'utf8')
    expect(start).toContain('<h1>A &lt;b&gt;{{{title}}}&lt;/b&gt; &amp; &quot;more&quot;</h1>')
    expect(start).toContain('my-api.html#/other/things')
    expect(start).toContain('<a href="my-api.json" download>')
    const page = readFileSync(join(output, 'my-api.html'), 'utf8')
    expect(page).toContain('things')
    expect(page).not.toContain('ignored-by-all')
  },
  scaled(180_000),
)

test(
  'leaves out references of extensions to files that are not there',
  async () => {
    const description = describe(
      'topics',
      {
        openapi: '3.1.0',
        info: { title: 'Topics', version: '1' },
        ...{ 'x-topics': [{ content: { $ref: './docs/missing.md' } }] },
        paths: { '/': { get: { responses: { 200: { description: 'Done.' } } } } },
      },
      {},
    )
    const site = { root, name: 'Topics', descriptions: [description], guides: [], samples: [] }
    expect((await buildSite(site)).map(({ name }) => name)).toEqual(['index.html', 'topics.html'])
  },
  scaled(180_000),
)

/** Returns a description whose only response has this schema. */
function describeThings(title: string, schema: object, schemas: object = {}): string {
  const content = { 'application/json': { schema } }
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title, version: '1' },
    paths: { '/things': { get: { responses: { 200: { description: 'It.', content } } } } },
    components: { schemas },
  })
}

test(
  'says what to do about more schemas in a row than Redoc can follow',
  async () => {
    const COUNT = 2000
    const next = (index: number) => ({ $ref: `#/components/schemas/S${index}` })
    const schemas = Object.fromEntries(
      Array.from({ length: COUNT }, (_, index) => [
        `S${index}`,
        { type: 'object', properties: index + 1 < COUNT ? { next: next(index + 1) } : {} },
      ]),
    )
    writeFileSync(join(root, 'chain.json'), describeThings('A long chain', next(0), schemas))
    await expect(buildDocs(root, join(root, 'chain'), { api: 'chain.json' })).rejects.toThrow(
      /Redoc failed for `A long chain`: .*Shorten the longest chain/,
    )
  },
  scaled(180_000),
)

test(
  'says what to do about more levels than Redoc reads',
  async () => {
    const levels = Array.from({ length: 200 })
    const schema = levels.reduce<object>((items) => ({ type: 'array', items }), { type: 'string' })
    writeFileSync(join(root, 'deep.json'), describeThings('A deep list', schema))
    await expect(buildDocs(root, join(root, 'deep'), { api: 'deep.json' })).rejects.toThrow(
      /Redoc failed for `A deep list`: it reads at most 100 levels of nesting\. Move inner schemas to `components`/,
    )
  },
  scaled(180_000),
)
