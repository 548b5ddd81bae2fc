import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { diffCommand } from '../../src/diff/cli.ts'
import { diffVersions } from '../../src/diff/index.ts'
import type { ApiDiff } from '../../src/diff/index.ts'
import { redoclyDiff } from '../../src/diff/redocly-diff.ts'
import { scaled } from '../time-scale.ts'
import { temporaryFolder } from '../temporary-folder.ts'

type Json = Record<string, unknown>

const root = temporaryFolder('diff test #1 % ü')

/** A schema before and after a change, and the bump that it needs in requests and in responses. */
const CHANGES: Readonly<Record<string, [before: Json, after: Json, request: string, response: string]>> = {
  'a property becomes required': [{}, { required: ['name'] }, 'major', 'minor'],
  'a property is no longer required': [{ required: ['name'] }, {}, 'minor', 'major'],
  'a new optional property': [{}, { properties: { name: { type: 'string' }, z: {} } }, 'minor', 'minor'],
  'a new required property': [
    { required: ['name'] },
    { required: ['name', 'z'], properties: { name: { type: 'string' }, z: { type: 'string' } } },
    'major',
    'minor',
  ],
  'a property is removed': [{}, { properties: {} }, 'major', 'major'],
  'a maxLength is added': [{}, { properties: { name: { type: 'string', maxLength: 9 } } }, 'major', 'minor'],
  'a maxLength is removed': [
    { properties: { name: { type: 'string', maxLength: 9 } } },
    {},
    'minor',
    'major',
  ],
  'an enum gets a value': [
    { properties: { name: { type: 'string', enum: ['a'] } } },
    { properties: { name: { type: 'string', enum: ['a', 'b'] } } },
    'minor',
    'major',
  ],
  'an enum loses a value': [
    { properties: { name: { type: 'string', enum: ['a', 'b'] } } },
    { properties: { name: { type: 'string', enum: ['a'] } } },
    'major',
    'minor',
  ],
  'a default changes': [
    { properties: { name: { type: 'string', default: 'a' } } },
    { properties: { name: { type: 'string', default: 'b' } } },
    'major',
    'minor',
  ],
  'a property becomes read-only': [
    {},
    { properties: { name: { type: 'string', readOnly: true } } },
    'major',
    'minor',
  ],
  'a property becomes write-only': [
    {},
    { properties: { name: { type: 'string', writeOnly: true } } },
    'minor',
    'major',
  ],
  'a discriminator gets a value': [
    { discriminator: { propertyName: 'name', mapping: { a: '#/components/schemas/S0' } } },
    {
      discriminator: {
        propertyName: 'name',
        mapping: { a: '#/components/schemas/S0', b: '#/components/schemas/S0' },
      },
    },
    'minor',
    'major',
  ],
  'a discriminator loses a value': [
    {
      discriminator: {
        propertyName: 'name',
        mapping: { a: '#/components/schemas/S0', b: '#/components/schemas/S0' },
      },
    },
    { discriminator: { propertyName: 'name', mapping: { a: '#/components/schemas/S0' } } },
    'major',
    'minor',
  ],
  'null is allowed': [{}, { properties: { name: { type: ['string', 'null'] } } }, 'minor', 'major'],
  'a description of a property named description': [
    { properties: { name: {}, description: { type: 'string', description: 'One' } } },
    { properties: { name: {}, description: { type: 'string', description: 'Two' } } },
    'patch',
    'patch',
  ],
  'a new property named description': [
    {},
    { properties: { name: { type: 'string' }, description: { type: 'string' } } },
    'minor',
    'minor',
  ],
}

/** Makes a document in which requests and responses share each schema. */
function makeDocument(side: 0 | 1): Json {
  const names = Object.keys(CHANGES)
  const ref = (index: number): Json => ({
    content: { 'application/json': { schema: { $ref: `#/components/schemas/S${index}` } } },
  })
  return {
    openapi: '3.1.0',
    info: { title: 'T', version: '1.0.0' },
    paths: Object.fromEntries(
      names.map((_, index) => [
        `/${index}`,
        {
          post: {
            operationId: `op${index}`,
            requestBody: ref(index),
            responses: { '200': { description: 'OK', ...ref(index) } },
          },
        },
      ]),
    ),
    components: {
      schemas: Object.fromEntries(
        Object.values(CHANGES).map((change, index) => [
          `S${index}`,
          { type: 'object', properties: { name: { type: 'string' } }, ...change[side] },
        ]),
      ),
    },
  }
}

function write(name: string, content: unknown): void {
  mkdirSync(dirname(join(root, name)), { recursive: true })
  writeFileSync(join(root, name), typeof content === 'string' ? content : JSON.stringify(content, null, 1))
}

const compare = (base: string, revision: string): Promise<ApiDiff> =>
  diffVersions(
    { root, api: { name: 't', file: base }, prefix: '' },
    { root, api: { name: 't', file: revision }, prefix: '' },
    {},
  )

let schemas: ApiDiff
beforeAll(async () => {
  write('schemas/base.json', makeDocument(0))
  write('schemas/revision.json', makeDocument(1))
  schemas = await compare('schemas/base.json', 'schemas/revision.json')
}, scaled(60_000))

test.each(
  Object.entries(CHANGES).map(([name, [, , request, response]], index) => ({
    name,
    request,
    response,
    index,
  })),
)('$name: $request in requests, $response in responses', ({ request, response, index }) => {
  for (const [direction, impact] of Object.entries({ request, response })) {
    const found = schemas.changes.filter(
      (change) => change.operation === `POST /${index}` && change.direction === direction,
    )
    // The most important change is the first one.
    expect(found[0]?.impact, direction).toBe(impact)
    expect(found[0]?.message).not.toMatch(/\.request|\.response/)
    expect(found[0]?.revision ?? found[0]?.base).toMatch(/^schemas\/(base|revision)\.json:\d+$/)
  }
})

const idempotency = (retention: string): Json => ({
  header: 'K',
  retention,
  scope: 'credential',
  stores: ['success'],
  releases: ['validation'],
  mismatch: { differs: ['body'], responses: [{ status: '200' }] },
  inProgress: { responses: [{ status: '200' }] },
})

const operation = (changes: Json = {}): Json => ({
  openapi: '3.1.0',
  info: { title: 'T', version: '1.0.0' },
  paths: {
    '/t': {
      get: {
        operationId: 'getT',
        parameters: [{ name: 'K', in: 'header', schema: { type: 'string' } }],
        'x-idempotency': idempotency('PT24H'),
        responses: {
          '200': { description: 'OK', headers: { A: { required: true, schema: { type: 'string' } } } },
        },
        ...changes,
      },
    },
  },
})

test(
  'rates what Redocly has no rule for',
  async () => {
    write('base.json', operation())
    const bumps: unknown[] = []
    for (const changes of [
      {},
      { responses: { '200': { description: 'OK', headers: { A: { schema: { type: 'string' } } } } } },
      { 'x-idempotency': idempotency('PT1H') },
      { 'x-idempotency': idempotency('P2D') },
      { 'x-idempotency': undefined },
      { 'x-internal-note': 'y' },
      { deprecated: true },
    ]) {
      write('revision.json', operation(changes))
      bumps.push((await compare('base.json', 'revision.json')).bump)
    }
    expect(bumps).toEqual([undefined, 'major', 'major', 'minor', 'major', 'patch', 'minor'])
  },
  scaled(120_000),
)

/** Runs the command. @returns its exit code and its output */
async function run(...argv: string[]): Promise<{ code: number; text: string }> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    const code = await diffCommand(argv, root)
    return { code, text: log.mock.calls.flat().join('\n') }
  } finally {
    log.mockRestore()
  }
}

test(
  'compares files, tags and the working tree, and sets the exit code',
  async () => {
    const git = (...args: string[]): void => {
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'tag.gpgSign=false', ...args], {
        cwd: root,
      })
    }
    git('init', '-q')
    const parts = (text: string): void => {
      write('api ä/t.yaml', JSON.stringify(operation({ parameters: [{ $ref: './parts/p %.yaml' }] })))
      write('api ä/parts/p %.yaml', text)
    }
    parts('name: q\nin: query\nschema: { type: string }\n')
    write('redocly.yaml', 'apis:\n  t: { root: "api ä/t.yaml" }\n')
    git('add', '-A')
    git('commit', '-qm', 'one')
    git('tag', 'v1.0.0')
    parts('name: q\nin: query\nrequired: true\nschema: { type: string }\n')
    const latest = await run()
    expect(latest.code).toBe(1)
    expect(latest.text).toMatch(/^t: v1\.0\.0 → working tree: needs a major bump \(1 major\)/)
    expect(latest.text).toContain('v1.0.0:api ä/parts/p %.yaml:')
    expect(latest.text).not.toMatch(/Deprecation|Node\.js/)
    expect((await run('v1.0.0', '--fail-on', 'none')).code).toBe(0)
    git('add', '-A')
    git('commit', '-qm', 'two')
    git('tag', 'v1.1.0')
    expect(await run()).toEqual({ code: 0, text: 't: v1.1.0 → working tree: no changes' })
    const json = await run('v1.0.0', 'v1.1.0', '--reporter', 'json')
    expect(JSON.parse(json.text)).toMatchObject({ bump: 'major', apis: [{ api: 't', bump: 'major' }] })
    expect((await run('base.json', 'revision.json', '--fail-on', 'minor')).code).toBe(1)
    expect((await run('v1.0.0:api ä/t.yaml', 'api ä/t.yaml')).code).toBe(1)
    await expect(run('v9')).rejects.toThrow('`v9` is neither a file nor a git ref')
  },
  scaled(120_000),
)

test(
  'rates a description that only one version has',
  async () => {
    write('redocly.yaml', 'apis:\n  t: { root: "api ä/t.yaml" }\n  new: { root: new.yaml }\n')
    write('new.yaml', JSON.stringify(operation()))
    const added = await run('v1.1.0', '--api', 'new', '--fail-on', 'minor')
    expect(added.code).toBe(1)
    expect(added.text).toContain('minor  `new.yaml` is not in v1.1.0.')
    execFileSync('git', ['rm', '-q', '--cached', '-r', 'api ä'], { cwd: root })
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'gone'], { cwd: root })
    const removed = await run('v1.1.0', 'HEAD', '--api', 't')
    expect(removed.code).toBe(1)
    expect(removed.text).toContain('major  `api ä/t.yaml` is no longer in HEAD.')
    await expect(run('v1.0.0', 'v1.1.0', '--api', 'new')).rejects.toThrow(
      '`new.yaml` exists neither in v1.0.0 nor in v1.1.0.',
    )
  },
  scaled(60_000),
)

test.each([
  [['a', 'b', 'c'], 'Unexpected argument `c`. Give a base and a revision.'],
  [['--fail-on', 'huge'], '`--fail-on` must be one of major, minor, patch, none. Received: `huge`.'],
  [['--reporter', 'xml'], '`--reporter` must be one of terminal, json. Received: `xml`.'],
  [['base.json', '--api', 't', '--api', 'new'], 'A file is compared with one API: name one.'],
])('rejects %j', async (argv, message) => {
  await expect(run(...argv)).rejects.toThrow(message)
})

test('asks for two files in a folder without a git repository', async () => {
  const folder = temporaryFolder('diff')
  await expect(diffCommand([], folder)).rejects.toThrow(
    'This folder is in no git repository, so there is no tag to compare with. Compare two files: `diff BASE REVISION`.',
  )
})

test('reports what redocly diff cannot compare', async () => {
  await expect(redoclyDiff(undefined, {})).rejects.toThrow(/^`redocly diff` failed: ./)
})
