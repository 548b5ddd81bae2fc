import { expect, test } from 'vitest'
import { describe as describeDocument } from '../../../src/description/index.ts'
import type { Description } from '../../../src/description/index.ts'
import type { Report } from '../../../src/contract/index.ts'
import { header } from '../support/proxy.ts'
import type { ReceivedRequest, Reply } from '../support/proxy.ts'
import { json, jsonResponse, rejections, reply, testSmallServer } from '../support/small.ts'
import type { SmallServer } from '../support/small.ts'

const KEY = '^[a-z][a-z0-9-]{1,29}$'
const STATE = { type: 'string', enum: ['open', 'closed'] }
const TITLE = { type: 'string', minLength: 1, maxLength: 80 }
const NOTE = { type: ['string', 'null'] }
const INPUT = {
  type: 'object',
  required: ['key', 'title', 'state'],
  properties: { key: { type: 'string', pattern: KEY }, title: TITLE, state: STATE, note: NOTE },
}
const CHANGE = { type: 'object', required: ['title'], properties: { title: TITLE } }
const bodyOf = (schema: object): object => ({ required: true, content: { 'application/json': { schema } } })

const paths = {
  '/projects': {
    get: {
      operationId: 'list',
      parameters: [{ name: 'state', in: 'query', schema: STATE }],
      responses: {
        200: {
          description: 'All.',
          content: {
            'application/json': { schema: { type: 'array', items: INPUT } },
            'text/csv': { schema: { type: 'string' } },
          },
        },
        ...rejections(400),
      },
    },
    post: {
      operationId: 'create',
      requestBody: bodyOf(INPUT),
      responses: {
        201: jsonResponse(INPUT, { headers: { Location: { schema: { type: 'string' } } } }),
        ...rejections(400, 409, 415),
      },
    },
  },
  '/projects/{project}': {
    parameters: [{ name: 'project', in: 'path', required: true, schema: { type: 'string' } }],
    get: { operationId: 'read', responses: { 200: jsonResponse(INPUT), ...rejections(404) } },
    put: {
      operationId: 'update',
      parameters: [{ name: 'If-Match', in: 'header', schema: { type: 'string' } }],
      requestBody: bodyOf(CHANGE),
      responses: { 200: jsonResponse(INPUT), ...rejections(400, 404, 412, 415) },
    },
    delete: { operationId: 'remove', responses: { 204: { description: 'Gone.' }, ...rejections(404) } },
  },
}

/** @param parameter the name of the path parameter: that of the property, or another one */
function describeProjects(parameter: string): Description {
  const text = JSON.stringify({ openapi: '3.1.1', info: { title: 'Projects', version: '1' }, paths })
  const document = text.replaceAll('{project}', `{${parameter}}`).replace('"project"', `"${parameter}"`)
  return describeDocument('projects', JSON.parse(document) as never, {
    '': { file: 'projects.yaml', line: 1 },
  })
}

type Fault =
  'constant tag' | 'weak constant tag' | 'ignores state' | 'CSV as HTML' | 'Allow of one method' | 'note lost'

interface Project {
  readonly key: string
  readonly title: string
  readonly state: string
  readonly note: unknown
  readonly version: number
}

/** Returns a server whose clients choose the key of a project, which is unique. */
function startProjects(fault?: Fault): SmallServer {
  const projects = new Map<string, Project>()
  const tagOf = ({ version }: Project): string => {
    if (fault === 'weak constant tag') return 'W/"1"'
    return fault === 'constant tag' ? '"1"' : `"${version}"`
  }
  const shown = ({ key, title, state, note }: Project): object => ({ key, title, state, note })
  const show = (project: Project, status = 200): Reply =>
    json(status, shown(project), { ETag: tagOf(project) })
  const allow = (...methods: string[]): Reply =>
    json(405, { error: 'method' }, { Allow: fault === 'Allow of one method' ? 'GET' : methods.join(', ') })
  const isNote = (value: unknown): boolean => value === null || typeof value === 'string'
  const isTitle = (value: unknown): value is string =>
    typeof value === 'string' && value !== '' && [...value].length <= 80
  const isState = (value: unknown): value is string => value === 'open' || value === 'closed'

  const list = (request: ReceivedRequest): Reply => {
    const state = new URL(request.url, 'http://localhost').searchParams.get('state')
    if (state !== null && !isState(state)) return json(400, { error: 'state' })
    const all = [...projects.values()].filter(
      (one) => state === null || fault === 'ignores state' || one.state === state,
    )
    const accept = header(request, 'accept') ?? '*/*'
    if (/json|\*\/\*/.test(accept) || !accept.includes('text/csv')) return json(200, all.map(shown))
    const type = fault === 'CSV as HTML' ? 'text/html' : 'text/csv'
    return reply(200, all.map(({ key }) => `${key}\r\n`).join(''), { 'Content-Type': type })
  }
  const read = (request: ReceivedRequest): Record<string, unknown> | Reply => {
    if (!/^application\/json\s*(?:;|$)/i.test(header(request, 'content-type') ?? ''))
      return json(415, { error: 'type' })
    try {
      return Object(JSON.parse(request.body.toString())) as Record<string, unknown>
    } catch {
      return json(400, { error: 'not JSON' })
    }
  }
  const create = (request: ReceivedRequest): Reply => {
    const value = read(request)
    if (isReply(value)) return value
    const { key, title, state, note = null } = value
    if (
      typeof key !== 'string' ||
      !new RegExp(KEY).test(key) ||
      !isTitle(title) ||
      !isState(state) ||
      !isNote(note)
    )
      return json(400, { error: 'invalid' })
    if (projects.has(key)) return json(409, { error: 'taken' })
    const project = { key, title, state, note: fault === 'note lost' ? null : note, version: 1 }
    projects.set(key, project)
    const made = show(project, 201)
    return { ...made, headers: [...made.headers, ['Location', `/projects/${key}`]] }
  }
  const update = (project: Project, request: ReceivedRequest): Reply => {
    const tag = header(request, 'if-match')
    if (tag !== undefined && tag !== '*' && tag !== tagOf(project)) return json(412, { error: 'changed' })
    const value = read(request)
    if (isReply(value)) return value
    const { title } = value
    if (!isTitle(title)) return json(400, { error: 'invalid' })
    const changed = { ...project, title, version: project.version + 1 }
    projects.set(project.key, changed)
    return show(changed)
  }
  return (request) => {
    const [, collection, key, ...others] = (request.url.split('?')[0] ?? '').split('/')
    if (collection !== 'projects' || others.length > 0) return json(404, { error: 'path' })
    if (key === undefined) {
      if (request.method === 'GET') return list(request)
      return request.method === 'POST' ? create(request) : allow('GET', 'POST')
    }
    if (!['GET', 'PUT', 'DELETE'].includes(request.method)) return allow('GET', 'PUT', 'DELETE')
    const project = projects.get(key)
    if (project === undefined) return json(404, { error: 'unknown' })
    if (request.method === 'PUT') return update(project, request)
    if (request.method === 'GET') return show(project)
    projects.delete(key)
    return reply(204)
  }
}

function isReply(value: Record<string, unknown> | Reply): value is Reply {
  return 'status' in value && 'headers' in value
}

const testProjects = (fault?: Fault, parameter = 'key'): Promise<Report> =>
  testSmallServer(describeProjects(parameter), startProjects(fault), { runs: 3 })

const failed = ({ rules }: Report): string[] =>
  rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)

test.each(['key', 'project'])('keys that the client chooses are unique, at {%s}', async (parameter) => {
  const report = await testProjects(undefined, parameter)
  expect(failed(report)).toEqual([])
  const untested = report.rules
    .filter(({ verdict }) => verdict === 'untested')
    .map(({ id, reason }) => `${id}: ${reason}`)
  expect(untested.filter((id) => id.includes('/sequences/'))).toEqual([])
  expect(report.rules.find(({ id }) => id === 'list/responses/200/text/csv')?.verdict).toBe('passed')
})

test.each<[Fault, string[]]>([
  ['constant tag', ['update/sequences/precondition']],
  ['weak constant tag', []],
  ['ignores state', ['list/sequences/filter/state']],
  ['CSV as HTML', ['list/responses/200/application/json']],
])('the fault "%s" fails %j', async (fault, rules) => {
  expect(failed(await testProjects(fault))).toEqual(rules)
})

test.each(['key', 'project'])('a lost note is found at {%s}', async (parameter) => {
  expect(failed(await testProjects('note lost', parameter))).toEqual(['create/sequences/created'])
})

test('a strong tag that does not change has a title of its own', async () => {
  const { findings = [] } = await testProjects('constant tag')
  expect(findings.map(({ title }) => title)).toEqual(['A strong `ETag` does not change with the body'])
})

test('a router that lists one method is one finding', async () => {
  const { findings = [] } = await testProjects('Allow of one method')
  expect(findings.map(({ title }) => title)).toEqual([
    '`Allow` of a response 405 does not list the methods of the path',
  ])
})
