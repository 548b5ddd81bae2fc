import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Fixtures } from '../../src/contract/index.ts'
import { readDescription } from '../../src/description/index.ts'
import { reportOf, selftest } from '../../src/faults/index.ts'
import type { SelftestReport } from '../../src/faults/index.ts'
import mockFixtures from '../../src/mock/fixtures.js'
import { temporaryFolder } from '../temporary-folder.ts'

/** A part of a description that a test reads and changes. */
interface Part {
  [key: string]: Part
}

/** A survivor, its hint, and the change that the hint asks for. */
interface Case {
  readonly name: string
  readonly fault: string
  readonly hint: string | undefined
  /** What is in the line to change. */
  readonly line: string
  readonly prepare?: (document: Part) => void
  readonly change: (document: Part) => void
  readonly after?: 'noticed' | 'gone'
}

const json = (schema: object): object => ({ 'application/json': { schema } })
const error = { description: 'A failure.', content: json({ $ref: '#/components/schemas/Error' }) }
const thing = { description: 'A thing.', content: json({ $ref: '#/components/schemas/Thing' }) }

const DOCUMENT = {
  openapi: '3.1.1',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things/{name}': {
      parameters: [{ name: 'name', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'readThing', responses: { '200': thing } },
    },
    '/things': {
      get: {
        operationId: 'findThings',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } }],
        responses: { '200': thing },
      },
      post: {
        operationId: 'addThing',
        requestBody: { required: true, content: json({ $ref: '#/components/schemas/Thing' }) },
        responses: { '200': thing },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Thing: {
        type: 'object',
        required: ['title'],
        properties: { title: { type: 'string', minLength: 1, maxLength: 40 } },
      },
      Error: {
        type: 'object',
        required: ['message'],
        properties: { message: { type: 'string', minLength: 1 } },
      },
    },
  },
}

const read = (document: Part): Part => at(document, 'paths', '/things/{name}', 'get')
const find = (document: Part): Part => at(document, 'paths', '/things', 'get')
const add = (document: Part): Part => at(document, 'paths', '/things', 'post')

/** Returns the description with only the operation of a fault: fewer cases take less time. */
function documentFor(fault: string): Part {
  const whole = structuredClone(DOCUMENT) as unknown as Part
  for (const path of Object.values(at(whole, 'paths')))
    for (const [method, operation] of Object.entries(path))
      if (method !== 'parameters' && !fault.includes(nameOf(operation))) Reflect.deleteProperty(path, method)
  return whole
}

const nameOf = ({ operationId }: { readonly operationId?: unknown }): string =>
  typeof operationId === 'string' ? operationId : ''

function at(part: Part, ...path: string[]): Part {
  return path.reduce((each, name) => each[name] ?? {}, part)
}

const set = (part: Part, values: object): void => {
  Object.assign(part, structuredClone(values))
}
const document = (operation: (document: Part) => Part, ...statuses: string[]) => {
  return (whole: Part): void => {
    for (const status of statuses) set(at(operation(whole), 'responses'), { [status]: error })
  }
}
const reject = (
  operation: (document: Part) => Part,
  ...entries: (readonly [entry: object, status: string])[]
) => {
  return (whole: Part): void => {
    set(operation(whole), {
      'x-rejections': entries.map(([entry, status]) => ({ ...entry, responses: [{ status }] })),
    })
  }
}
const secure =
  (operation: (document: Part) => Part) =>
  (whole: Part): void => {
    set(operation(whole), { security: [{ key: [] }] })
  }
const all =
  (...changes: ((document: Part) => void)[]) =>
  (whole: Part): void => {
    for (const change of changes) change(whole)
  }

const UNKNOWN = { in: 'path', keyword: 'unknown' }

const CASES: readonly Case[] = [
  {
    name: 'a 401 of an operation without `security`',
    fault: 'wrong-status/findThings/401/server-error',
    hint: 'add `security`, so that credentials are required, or remove the response',
    line: '"401": {',
    prepare: document(find, '401'),
    change: secure(find),
  },
  {
    name: 'a 403 beside a 401',
    fault: 'wrong-status/findThings/403/server-error',
    hint: 'name with `x-rejections` the credentials (`in: security`) or ids (`in: path`, `keyword: unknown`) that get 403, or remove the response',
    line: '"403": {',
    prepare: all(document(find, '401', '403'), secure(find)),
    change: reject(find, [{ in: 'security', keyword: 'wrong' }, '403']),
  },
  {
    name: 'a 404 of a path that may only have inputs',
    fault: 'wrong-status/readThing/404/undocumented',
    hint: 'add `x-rejections` with `in: path` and `keyword: unknown` for 404, or remove the response',
    line: '"404": {',
    prepare: document(read, '404'),
    change: reject(read, [UNKNOWN, '404']),
  },
  {
    name: 'a 404 of a path without parameters, which an unknown route gets too',
    fault: 'wrong-content/findThings/404/empty',
    hint: 'remove the response, if no request gets it',
    line: '"404": {',
    prepare: document(find, '404'),
    change: (whole) => Reflect.deleteProperty(at(find(whole), 'responses'), '404'),
    after: 'gone',
  },
  {
    name: 'a 400 of an operation with a path that allows every text',
    fault: 'wrong-status/readThing/400/server-error',
    hint: 'limit the path parameter (`pattern`, `format`), and add `x-rejections` with `in: path` for 400, after an entry with `keyword: unknown` for 404, or remove the response',
    line: '"400": {',
    prepare: document(read, '400', '404'),
    change: all(reject(read, [UNKNOWN, '404'], [{ in: 'path' }, '400']), (whole) => {
      set(at(whole, 'paths', '/things/{name}'), {
        parameters: [
          { name: 'name', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
        ],
      })
    }),
  },
  {
    name: 'a 400 of an operation whose path is limited already',
    fault: 'wrong-status/readThing/400/server-error',
    hint: 'add `x-rejections` with `in: path` for 400, after an entry with `keyword: unknown` for 404, or remove the response',
    line: '"400": {',
    prepare: all(document(read, '400', '404'), (whole) => {
      set(at(whole, 'paths', '/things/{name}'), {
        parameters: [{ name: 'name', in: 'path', required: true, schema: { type: 'integer' } }],
      })
    }),
    change: reject(read, [UNKNOWN, '404'], [{ in: 'path' }, '400']),
  },
  {
    name: 'a second success, which no request gets',
    fault: 'wrong-status/addThing/202/undocumented',
    hint: 'remove the response, if no request gets it',
    line: '"202": {',
    prepare: (whole) => {
      set(at(add(whole), 'responses'), { '202': thing })
    },
    change: (whole) => Reflect.deleteProperty(at(add(whole), 'responses'), '202'),
    after: 'gone',
  },
  {
    name: 'a 405 of an operation',
    fault: 'wrong-content/findThings/405/empty',
    hint: 'add `x-rejections` with `in: method` for 405, or remove the response',
    line: '"405": {',
    prepare: document(find, '405'),
    change: reject(find, [{ in: 'method' }, '405']),
  },
  {
    name: 'a status of a state',
    fault: 'wrong-status/readThing/402/undocumented',
    hint: 'name with `x-lifecycle` the state that gets 402, or with `x-rejections` the invalid request, or remove the response',
    line: '"402": {',
    prepare: document(read, '402'),
    change: (whole) => {
      set(at(whole, 'components', 'schemas', 'Thing', 'properties'), {
        state: { type: 'string', enum: ['paid', 'unpaid'] },
      })
      set(at(whole, 'components', 'schemas', 'Thing'), { required: ['title', 'state'] })
      set(read(whole), {
        'x-lifecycle': {
          state: '/state',
          to: 'paid',
          states: {
            paid: { responses: [{ status: '200' }] },
            unpaid: { responses: [{ status: '402' }] },
          },
        },
      })
    },
  },
  {
    name: 'a 404 in whose place other errors are accepted',
    fault: 'wrong-status/readThing/404/other-error',
    hint: 'add `x-rejections` with `in: path` and `keyword: unknown` for 404',
    line: '"get": {',
    prepare: all(document(read, '404', '422'), (whole) => {
      set(at(whole, 'paths'), {
        '/things/{thingId}': {
          ...at(whole, 'paths', '/things/{name}'),
          parameters: [{ name: 'thingId', in: 'path', required: true, schema: { type: 'string' } }],
        },
      })
      Reflect.deleteProperty(at(whole, 'paths'), '/things/{name}')
    }),
    change: (whole) => {
      reject(() => at(whole, 'paths', '/things/{thingId}', 'get'), [UNKNOWN, '404'])(whole)
    },
  },
  {
    name: 'a limit of a query that the server may know better',
    fault: 'too-strict/findThings/query.limit/maximum/50',
    hint: 'add `x-rejections` with `in: query` for what is invalid: then the rest must be accepted',
    line: '"get": {',
    prepare: document(find, '400'),
    change: reject(find, [{ in: 'query' }, '400']),
  },
  {
    name: 'what an account names',
    fault: 'shared-resource/readThing',
    hint: 'add `x-rejections` with `in: path` and `keyword: unknown`, if what readThing names belongs to one account',
    line: '"get": {',
    prepare: all(document(read, '401', '404'), secure(read)),
    change: reject(read, [UNKNOWN, '404']),
  },
]

describe('the hint for a survivor', () => {
  let folder: string

  beforeAll(() => {
    folder = temporaryFolder('hints')
  })

  const reportFor = async (content: Part, fault: string, fixtures?: Fixtures): Promise<SelftestReport> => {
    const file = join(folder, 'things.json')
    writeFileSync(file, JSON.stringify(content, null, 1))
    const description = await readDescription(folder, file)
    const kinds = [fault.split('/')[0] ?? '']
    return reportOf(await selftest({ description, kinds, fixtures, runs: 3, runners: 2 }))
  }
  const verdictOf = ({ faults }: SelftestReport, id: string) => faults.find((each) => each.id === id)?.verdict
  const lineOf = (source: string): string => {
    const line = Number(/:(\d+)$/.exec(source)?.[1])
    return readFileSync(join(folder, 'things.json'), 'utf8').split('\n')[line - 1]?.trim() ?? ''
  }

  test.each(CASES)('is true for $name', async ({ fault, hint, line, prepare, change, after = 'noticed' }) => {
    const whole = documentFor(fault)
    prepare?.(whole)
    const before = await reportFor(whole, fault)
    const group = before.survivors.find(({ faults }) => faults.includes(fault))
    expect(group?.hint).toBe(hint)
    expect(lineOf(group?.source ?? '')).toBe(line)

    change(whole)
    const verdict = verdictOf(await reportFor(whole, fault), fault)
    expect(verdict ?? 'gone').toBe(after)
  })

  test('asks for `provoke` only if a fixture module does not have it', async () => {
    const fault = 'wrong-status/readThing/409/server-error'
    const whole = documentFor(fault)
    all(document(read, '404', '409'), reject(read, [UNKNOWN, '404']))(whole)
    const own: Fixtures = { create: (state, context) => mockFixtures.create(state, context) }
    const before = await reportFor(whole, fault, own)
    const group = before.survivors.find(({ faults }) => faults.includes(fault))
    expect(group?.hint).toBe(
      'make a resource for it with `provoke` in the fixture module, or remove the response',
    )
    const complete: Fixtures = {
      ...own,
      provoke: (status, context) => mockFixtures.provoke(status, context),
    }
    expect(verdictOf(await reportFor(whole, fault, complete), fault)).toBe('noticed')
  })

  test('is one for all operations that miss the same response', async () => {
    const whole = structuredClone(DOCUMENT) as unknown as Part
    all(document(find, '401'), document(read, '401'))(whole)
    const { survivors } = await reportFor(whole, 'wrong-status')
    expect(survivors.map(({ reason, faults }) => [reason, faults.length])).toEqual([
      ['no response 401 of readThing and findThings', 6],
    ])
  })

  test('provokes every response without a fixture module, also for a path without parameters', async () => {
    const whole = documentFor('wrong-status/addThing')
    document(add, '409', '500')(whole)
    const report = await reportFor(whole, 'wrong-status')
    expect(verdictOf(report, 'wrong-status/addThing/409/server-error')).toBe('noticed')
    expect(report.excluded).toEqual([])
  })
})
