import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listRules } from '../../src/contract/rules/index.ts'
import { generateCommand } from '../../src/codegen/cli.ts'
import { bundleApi, describe as describeApi, get, readDescription } from '../../src/description/index.ts'
import type { Bundled } from '../../src/description/index.ts'
import { makeProject, runCommand } from '../codegen/project.ts'

const VENDOR = `openapi: 3.1.1
info: { title: Vendor, version: '1' }
servers: [{ url: 'https://example.com' }]
tags: [{ name: a }]
paths:
  /things:
    post:
      operationId: addThing
      tags: [a]
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses:
        '201': { description: Created., content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
        '400': { description: Bad., content: { application/json: { schema: { type: object } } } }
        '409': { description: Conflict., content: { application/json: { schema: { type: object } } } }
  /things/{id}:
    get:
      operationId: getThing
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200': { description: OK., content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
        '404': { description: None., content: { application/json: { schema: { type: object } } } }
components:
  schemas:
    Thing: { type: object, properties: { id: { type: string }, state: { type: string } } }
`

const overlay = (actions: string): string =>
  `overlay: 1.0.0\ninfo: { title: O, version: '1' }\nactions:\n${actions.replaceAll(/^(?=.)/gm, '  ')}`

interface Outcome extends Bundled {
  readonly lines: string[]
}

async function read(...overlays: string[]): Promise<Outcome> {
  const names = overlays.map((_, index) => `o${index + 1}.yaml`)
  const root = makeProject({
    'vendor.yaml': VENDOR,
    ...Object.fromEntries(names.map((name, index) => [name, overlays[index] ?? ''])),
  })
  const bundled = await bundleApi(root, { name: 'vendor', file: 'vendor.yaml', overlays: names })
  return { ...bundled, lines: bundled.warnings.map(({ source, message }) => `${source}: ${message}`) }
}

const POST = '/paths/~1things/post'

describe('an overlay', () => {
  it('adds to an object, and what it adds has its source in the overlay', async () => {
    const { document, sourceMap, lines } = await read(
      overlay(`- target: $.paths['/things'].post\n  update:\n    summary: Adds.\n    deprecated: true\n`),
    )
    expect(lines).toEqual([])
    expect(get(document, '/paths/~1things')).toMatchObject({ post: { summary: 'Adds.', deprecated: true } })
    expect(sourceMap()[`${POST}/summary`]).toEqual({ file: 'o1.yaml', line: 6 })
    expect(sourceMap()[`${POST}/deprecated`]).toEqual({ file: 'o1.yaml', line: 7 })
    expect(sourceMap()[`${POST}/operationId`]).toEqual({ file: 'vendor.yaml', line: 8 })
  })

  it('replaces a value', async () => {
    const { document, sourceMap } = await read(overlay(`- target: $.info\n  update:\n    title: Ours\n`))
    expect(document.info.title).toBe('Ours')
    expect(sourceMap()['/info/title']).toEqual({ file: 'o1.yaml', line: 6 })
  })

  it('appends to a list', async () => {
    const { document, sourceMap } = await read(
      overlay(
        `- target: $.tags\n  update:\n    name: b\n- target: $.paths['/things'].post\n  update:\n    tags: [c]\n`,
      ),
    )
    expect(document).toMatchObject({ tags: [{ name: 'a' }, { name: 'b' }] })
    expect(sourceMap()['/tags/1/name']).toEqual({ file: 'o1.yaml', line: 6 })
    expect(get(document, POST)).toMatchObject({ tags: ['a', 'c'] })
    expect(sourceMap()[`${POST}/tags/1`]?.file).toBe('o1.yaml')
  })

  it('removes a part, and what comes later keeps its source', async () => {
    const { document, sourceMap, lines } = await read(
      overlay(
        `- target: $.paths['/things'].post.responses['409']\n  remove: true\n- target: $.tags[0]\n  remove: true\n`,
      ),
    )
    expect(lines).toEqual([])
    expect(Object.keys(get(document, `${POST}/responses`) as object)).toEqual(['201', '400'])
    expect(sourceMap()['/paths/~1things~1{id}/get/operationId']).toEqual({ file: 'vendor.yaml', line: 17 })
  })

  it('has several actions for one part, applied in their order', async () => {
    const { document, sourceMap } = await read(
      overlay(`- target: $.info\n  update: { title: One }\n- target: $.info\n  update: { title: Two }\n`),
    )
    expect(document.info.title).toBe('Two')
    expect(sourceMap()['/info/title']).toEqual({ file: 'o1.yaml', line: 7 })
  })

  it('comes after the one before it', async () => {
    const { document, sourceMap } = await read(
      overlay(`- target: $.info\n  update: { title: One, summary: Text. }\n`),
      overlay(`- target: $.info\n  update: { title: Two }\n`),
    )
    expect(document.info).toMatchObject({ title: 'Two', summary: 'Text.' })
    expect(sourceMap()['/info/title']).toEqual({ file: 'o2.yaml', line: 5 })
    expect(sourceMap()['/info/summary']).toEqual({ file: 'o1.yaml', line: 5 })
  })

  it('selects many parts with one action', async () => {
    const { document } = await read(overlay(`- target: $.paths[*][*]\n  update: { x-team: ours }\n`))
    expect(JSON.stringify(document.paths).match(/"x-team":"ours"/g)).toHaveLength(2)
  })

  it.each<[string, string, RegExp]>([
    [
      'matches nothing',
      `- target: $.paths['/none']\n  remove: true\n`,
      /^o1\.yaml:4: The action changes nothing/,
    ],
    ['does nothing', `- target: $.info\n`, /^o1\.yaml:4: /],
  ])('is a warning at its line if an action %s, and the others are applied', async (_, action, message) => {
    const { document, lines } = await read(overlay(`${action}- target: $.info\n  update: { title: Ours }\n`))
    expect(document.info.title).toBe('Ours')
    expect(lines).toEqual([expect.stringMatching(message)])
  })

  it.each<[string, string]>([
    ['has an invalid target', `- target: '$.paths['\n  remove: true\n`],
    ['has no target', `- update: { x: 1 }\n`],
    ['is no object', `- 5\n`],
  ])('is rejected at its line if an action %s', async (_, action) => {
    await expect(read(overlay(action))).rejects.toThrow(/^o1\.yaml:4: /)
  })

  it('copies a part (Overlay 1.1)', async () => {
    const { document, lines } = await read(
      overlay(
        `- target: $.components.schemas\n  update: { Copy: {} }\n- target: $.components.schemas.Copy\n  copy: $.components.schemas.Thing\n`,
      ).replace('1.0.0', '1.1.0'),
    )
    expect(lines).toEqual([])
    expect(document).toMatchObject({ components: { schemas: { Copy: { type: 'object' } } } })
  })

  it.each<[string, string]>([
    ['is empty', ''],
    ['is another document', VENDOR],
    ['has no actions', `overlay: 1.0.0\ninfo: { title: O, version: '1' }\n`],
    ['is not YAML', 'overlay: {'],
    ['is of another version', overlay('').replace('1.0.0', '2.0.0')],
  ])('is rejected with one message if it %s', async (_, text) => {
    await expect(read(text)).rejects.toThrow(/^o1\.yaml(?::1)?: (?:Not an overlay|Not valid YAML)/)
  })
})

const EXTENSIONS = overlay(`- target: $.paths['/things'].post
  update:
    parameters: [{ name: Idempotency-Key, in: header, schema: { type: string, maxLength: 20 } }]
    x-idempotency:
      header: Idempotency-Key
      retention: PT24H
      scope: credential
      stores: [success]
      releases: []
      inProgress: { responses: [{ status: '409' }] }
      mismatch: { differs: [body], responses: [{ status: '409' }] }
- target: $.paths['/things/{id}'].get
  update:
    x-rejections:
      - { in: path, name: id, keyword: unknown, responses: [{ status: '404' }] }
    security: [{ key: [] }]
- target: $.components
  update:
    securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
`)

describe('the extensions of an overlay', () => {
  it('make rules whose source is in the overlay', async () => {
    const bundled = await read(EXTENSIONS)
    expect(bundled.lines).toEqual([])
    const description = describeApi('vendor', bundled.document, bundled.sourceMap, bundled)
    const rules = listRules(description)
    const sourcesOf = (pattern: RegExp): string[] =>
      rules.filter(({ id }) => pattern.test(id)).map(({ source }) => source)
    expect(sourcesOf(/Idempotency-Key\/maxLength/)).toEqual(['o1.yaml:6'])
    expect(bundled.sourceMap()['/paths/~1things~1{id}/get/x-rejections/0']?.file).toBe('o1.yaml')
    expect(sourcesOf(/idempotency/i)).toContain('o1.yaml:7')
    expect([...new Set(sourcesOf(/^getThing\/.*key/))]).toEqual(['o1.yaml:22'])
  })

  it('have the same sources when they are read from generated files', { timeout: 60_000 }, async () => {
    const root = makeProject({
      'vendor.yaml': VENDOR,
      'o.yaml': EXTENSIONS,
      'redocly.yaml': 'apis:\n  vendor: { root: vendor.yaml, overlays: [o.yaml] }\n',
    })
    expect(await generateCommand([], root)).toBe(0)
    const stored = await readDescription(root, 'vendor')
    expect(stored.source(`${POST}/x-idempotency/retention`)).toEqual({ file: 'o.yaml', line: 9 })
    writeFileSync(join(root, 'o.yaml'), EXTENSIONS.replace('PT24H', 'PT48H'))
    const changed = await readDescription(root, 'vendor')
    expect(JSON.stringify(changed.document)).toContain('PT48H')
  })
})

describe('the commands', () => {
  it('take a path outside of any project, and overlays', { timeout: 60_000 }, async () => {
    const root = makeProject({
      'api/vendor.yaml': VENDOR,
      'api/o.yaml': overlay(`- target: $.none\n  remove: true\n`),
    })
    const elsewhere = makeProject({})
    const file = join(root, 'api/vendor.yaml')
    const { code, stdout, stderr } = await runCommand(elsewhere, [
      'contract',
      '--api',
      file,
      '--list',
      '--overlay',
      join(root, 'api/o.yaml'),
    ])
    expect(code).toBe(0)
    expect(stdout).toContain('addThing')
    expect(stderr).toContain('o.yaml:4: warning: The action changes nothing')
  })

  it('resolve a reference in an extension beside its file', async () => {
    const root = makeProject({
      'api/vendor.yaml': VENDOR.replace('paths:\n', "paths:\n  /parts: { $ref: 'parts/part.yaml' }\n"),
      'api/parts/part.yaml':
        "get:\n  operationId: getPart\n  x-criteria: { $ref: 'criteria.yaml' }\n  responses: { '200': { description: OK., content: { application/json: { schema: { type: object } } } } }\n",
      'api/parts/criteria.yaml': "- condition: '$statusCode == 200'\n",
    })
    const bundled = await bundleApi(root, { name: 'vendor', file: 'api/vendor.yaml' })
    expect(bundled.warnings).toEqual([])
    expect(get(bundled.document, '/paths/~1parts')).toMatchObject({
      get: { 'x-criteria': [{ condition: '$statusCode == 200' }] },
    })
    expect(bundled.sourceMap()['/paths/~1parts/get/x-criteria/0/condition']).toEqual({
      file: 'api/parts/criteria.yaml',
      line: 1,
    })
  })
})
