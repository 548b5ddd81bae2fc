import { describe, expect, test } from 'vitest'
import type { Schema } from '../../src/description/index.ts'
import { describeOperation } from './support/description.ts'
import { header } from './support/proxy.ts'
import type { Reply } from './support/proxy.ts'
import {
  KEY,
  failedRuleIds,
  describeGet,
  createGetServer,
  json,
  testSmallServer,
  jsonResponse,
  rejections,
  reply,
  THING,
} from './support/small.ts'
import type { SmallServer } from './support/small.ts'

describe('a documented response other than 200', () => {
  test('may be a redirect', async () => {
    const description = describeGet({
      responses: { '200': jsonResponse(THING), '302': { description: 'Moved.' }, ...rejections(400) },
    })
    const server = (status: number): SmallServer =>
      createGetServer(() => reply(status, '', { Location: 'https://elsewhere.test/' }))
    expect(await failedRuleIds(description, server(302))).toEqual([])
    expect(await failedRuleIds(description, server(303))).toContain('do/responses')
  })

  const etag = { name: 'If-None-Match', in: 'header', schema: { type: 'string' }, example: '"v1"' } as const

  test('may be 304 for a conditional request', async () => {
    const description = describeGet({
      parameters: [etag],
      responses: { '200': jsonResponse(THING), '304': { description: 'Not modified.' }, ...rejections(400) },
    })
    const server = (isUnmodified: (tag: string | undefined) => boolean): SmallServer =>
      createGetServer((request) =>
        isUnmodified(header(request, 'if-none-match')) ? reply(304) : json(200, { name: 'A' }),
      )
    expect(
      await failedRuleIds(
        description,
        server((tag) => tag === '"v1"'),
      ),
    ).toEqual([])
    expect(
      await failedRuleIds(
        description,
        server(() => true),
      ),
    ).not.toEqual([])
  })
})

test('a server that denies by default may return 401 for unknown paths and methods', async () => {
  const description = describeGet({ responses: { '200': jsonResponse(THING), ...rejections(400) } })
  const denying: SmallServer = ({ url, method }) =>
    url === '/things' && /^(?:GET|HEAD)$/.test(method)
      ? json(200, { name: 'A' })
      : reply(401, '<h1>Not authenticated</h1>', {
          'Content-Type': 'text/html',
          'WWW-Authenticate': 'Bearer',
        })
  expect(await failedRuleIds(description, denying)).toEqual([])
})

test('a repeated key header may get the response to an invalid key', async () => {
  const name = 'Idempotency-Key'
  const description = describeOperation({
    parameters: [{ name, in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }],
    'x-idempotency': {
      header: name,
      retention: 'PT24H',
      scope: 'credential',
      stores: ['success'],
      releases: ['validation'],
      mismatch: { differs: ['body'], responses: [{ status: '409' }] },
      inProgress: { responses: [{ status: '409' }] },
    },
    'x-rejections': [{ in: 'header', name, responses: [{ status: '422' }] }],
    responses: { '200': jsonResponse(THING), ...rejections(400, 409, 422) },
  })
  const server =
    (status: number): SmallServer =>
    (request) => {
      if (request.url !== '/things') return json(404, { error: 'unknown path' })
      if (request.method !== 'POST') return { ...json(405, {}), headers: [['Allow', 'POST']] }
      const keys = request.headers.filter(([other]) => /^idempotency-key$/i.test(other))
      return keys.length === 1 ? json(200, { name: 'A' }) : json(status, { error: 'the key' })
    }
  const options = { only: ['*/a repeated header'] }
  expect(await failedRuleIds(description, server(422), options)).toEqual([])
  expect(await failedRuleIds(description, server(409), options)).not.toEqual([])
})

describe('a body', () => {
  const server = (contentType: string, body: string | Buffer): SmallServer =>
    createGetServer(() => reply(200, body, { 'Content-Type': contentType }))
  const description = (content: Record<string, Schema>) =>
    describeGet({
      responses: {
        '200': {
          description: 'One.',
          content: Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema }])),
        },
        ...rejections(400),
      },
    })

  test('is checked against the media type with the same parameters', async () => {
    const versions = description({
      'application/json;version=1': { type: 'object', required: ['a'] },
      'application/json; Version="2"': { type: 'object', required: ['b'] },
    })
    expect(await failedRuleIds(versions, server('application/json;version=2', '{"b":"x"}'))).toEqual([])
    expect(await failedRuleIds(versions, server('application/json;version=2', '{"a":"x"}'))).toEqual([
      'do/responses/200/body/required/b',
    ])
  })

  test.each([
    ['text/yaml', 'name: A\n'],
    ['text/event-stream', 'data: {"name":"A"}\n\n'],
    ['text/csv', 'name\r\nA\r\n'],
  ])('that is a record in %s is not checked against its schema', async (type, body) => {
    expect(await failedRuleIds(description({ [type]: THING }), server(type, body))).toEqual([])
  })

  test('that is a number in plain text may end with a line break', async () => {
    const count = description({ 'text/plain': { type: 'integer', maximum: 100 } })
    expect(await failedRuleIds(count, server('text/plain', '42\n'))).toEqual([])
    expect(await failedRuleIds(count, server('text/plain', '420'))).toEqual(['do/responses/200/body/maximum'])
    expect(await failedRuleIds(count, server('text/plain', 'many'))).toEqual(['do/responses/200/body/type'])
  })

  test('of text is decoded in its charset, and not checked if the charset is unknown', async () => {
    const drinks = description({ 'text/plain': { type: 'string', enum: ['café', 'thé'] } })
    const latin = Buffer.from('café', 'latin1')
    expect(await failedRuleIds(drinks, server('text/plain; charset=iso-8859-1', latin))).toEqual([])
    expect(await failedRuleIds(drinks, server('text/plain; charset="x-unknown"', latin))).toEqual([])
    expect(await failedRuleIds(drinks, server('text/plain', latin))).toEqual(['do/responses/200/body/enum'])
  })
})

test('a used-up example is not a failure, with 404 or with a documented 410', async () => {
  const id = {
    name: 'id',
    in: 'path',
    required: true,
    schema: { type: 'string' },
    example: 'note-1',
  } as const
  const description = describeOperation(
    { parameters: [id], responses: { '204': { description: 'Gone.' }, ...rejections(404, 410) } },
    { method: 'delete', path: '/notes/{id}' },
  )
  const server = (status: number): SmallServer => {
    let isGone = false
    return ({ method, url }) => {
      if (!url.startsWith('/notes/') || url.split('/').length > 3) return json(404, { error: 'unknown path' })
      if (method !== 'DELETE') return { ...json(405, {}), headers: [['Allow', 'DELETE']] }
      if (url !== '/notes/note-1') return json(404, { error: 'unknown' })
      if (isGone) return json(status, { error: 'gone' })
      isGone = true
      return reply(204)
    }
  }
  expect(await failedRuleIds(description, server(404), { allowDestructive: true })).toEqual([])
  expect(await failedRuleIds(description, server(410), { allowDestructive: true })).toEqual([])
  expect(await failedRuleIds(description, server(400), { allowDestructive: true })).not.toEqual([])
})

test('a numeric id may have zeros before it or spaces around it', async () => {
  const describeThing = (type: 'integer' | 'string') =>
    describeOperation(
      {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type } }],
        'x-rejections': [{ in: 'path', responses: [{ status: '404' }] }],
        responses: { '200': jsonResponse(THING), ...rejections(404) },
      },
      { path: '/things/{id}', method: 'get' },
    )
  let last = 40
  const server: SmallServer = ({ url }) => {
    const [, digits = ''] = /^\/things\/(?:%20)?(\d+)(?:%20|%0A|%09|%C2%A0)?$/.exec(url) ?? []
    return Number(digits) > 40 && Number(digits) <= last
      ? json(200, { name: 'A' })
      : json(404, { error: 'none' })
  }
  const create = () => Promise.resolve({ id: `${(last += 1)}` })
  const options = { fixtures: { create }, only: ['identifiers'] }
  expect(await failedRuleIds(describeThing('integer'), server, options)).toEqual([])
  expect(await failedRuleIds(describeThing('string'), server, options)).toEqual(['do/path.id/unknown'])
})

describe('a server that is sometimes busy', () => {
  const server = (after: Record<string, string>): SmallServer => {
    let count = 0
    return (request) => {
      count += 1
      if (count % 9 === 6) return json(503, { error: 'busy' }, after)
      return createGetServer(() => json(200, { name: 'A' }))(request)
    }
  }

  test('gets the request again after a documented 503 with Retry-After, and fails otherwise', async () => {
    const documented = describeGet({ responses: { '200': jsonResponse(THING), ...rejections(400, 503) } })
    expect(await failedRuleIds(documented, server({ 'Retry-After': '0' }))).toEqual([])
    expect(await failedRuleIds(documented, server({}))).toContain('do/no-server-error')
    const undocumented = describeGet({ responses: { '200': jsonResponse(THING), ...rejections(400) } })
    expect(await failedRuleIds(undocumented, server({ 'Retry-After': '0' }))).toContain('do/no-server-error')
  })

  test('may have a documented 503 that the fixtures provoke once', async () => {
    const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } } as const
    const description = describeOperation(
      { parameters: [id], responses: { '200': jsonResponse(THING), ...rejections(404, 503) } },
      { path: '/things/{id}', method: 'get' },
    )
    let isBusy = false
    const server: SmallServer = ({ url }) => {
      if (url !== '/things/one') return json(404, { error: 'unknown' })
      if (!isBusy) return json(200, { name: 'A' })
      isBusy = false
      return json(503, { error: 'busy' }, { 'Retry-After': '0' })
    }
    const fixtures = {
      create: () => Promise.resolve({ id: 'one' }),
      provoke: () => {
        isBusy = true
        return Promise.resolve({ id: 'one' })
      },
    }
    const report = await testSmallServer(description, server, { fixtures, only: ['provoked'] })
    expect(report.rules.find(({ id: rule }) => rule === 'do/responses/503')?.verdict).toBe('passed')
  })

  test('prevents the run if it is always busy', async () => {
    const documented = describeGet({ responses: { '200': jsonResponse(THING), ...rejections(400, 503) } })
    await expect(
      failedRuleIds(documented, () => json(503, { error: 'busy' }, { 'Retry-After': '61' })),
    ).rejects.toThrow(/asks to wait 61 s \(503 with Retry-After\)/)
  })
})

describe('a resource with a life cycle', () => {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } } as const
  const responses = (...statuses: string[]) => ({ responses: statuses.map((status) => ({ status })) })
  const description = (...documented: number[]) =>
    describeOperation(
      {
        parameters: [id],
        'x-lifecycle': {
          state: '/status',
          to: 'canceled',
          states: { open: responses('200', '204'), canceled: responses('409') },
        },
        'x-rejections': [{ in: 'path', responses: [{ status: '404' }] }],
        responses: {
          '200': jsonResponse({ type: 'object' }),
          '204': { description: 'Done.' },
          ...rejections(404, 409, ...documented),
        },
      },
      { path: '/things/{id}/cancel' },
    )

  /** @param busy the response to a request during another one on the same resource */
  function life(success: () => Reply, busy?: Reply): { server: SmallServer; options: object } {
    const states = new Map<string, string>()
    const running = new Set<string>()
    const server: SmallServer = async ({ method, url }) => {
      const [, known] = /^\/things\/([^/]*)\/cancel$/.exec(url) ?? []
      if (known === undefined || !states.has(known)) return json(404, { error: 'unknown' })
      if (method !== 'POST') return { ...json(405, {}), headers: [['Allow', 'POST']] }
      if (busy !== undefined && running.has(known)) return busy
      running.add(known)
      await new Promise((resolve) => setTimeout(resolve, 10))
      running.delete(known)
      if (states.get(known) !== 'open') return json(409, { error: 'canceled' })
      states.set(known, 'canceled')
      return success()
    }
    const create = (state: string) => {
      const made = `thing-${states.size}`
      states.set(made, state)
      return Promise.resolve({ id: made })
    }
    return { server, options: { fixtures: { create }, only: ['lifecycle', 'concurrency'] } }
  }

  test('does not fail if the success has no body that shows the state', async () => {
    const withoutBody = life(() => reply(204))
    const report = await testSmallServer(description(), withoutBody.server, withoutBody.options)
    const rule = report.rules.find(({ id: name }) => name === 'do/lifecycle/to')
    expect([rule?.verdict, rule?.reason]).toEqual([
      'untested',
      'the response has no body that shows the state',
    ])
    const wrong = life(() => json(200, {}))
    expect(await failedRuleIds(description(), wrong.server, wrong.options)).toEqual(['do/lifecycle/to'])
  })

  const success = () => json(200, { status: 'canceled' })

  test('may be locked during another request if that is documented', async () => {
    const locked = () => life(success, json(423, { error: 'locked' }))
    const one = locked()
    expect(await failedRuleIds(description(423), one.server, one.options)).toEqual([])
    const two = locked()
    expect(await failedRuleIds(description(), two.server, two.options)).toContain('do/lifecycle/canceled')
  })

  test('may be behind an undocumented rate limit, or a documented 503', async () => {
    const limit = life(success, json(429, { error: 'limit' }, { 'Retry-After': '0' }))
    expect(await failedRuleIds(description(), limit.server, limit.options)).toEqual([])
    const busy = life(success, json(503, { error: 'busy' }, { 'Retry-After': '0' }))
    expect(await failedRuleIds(description(503), busy.server, busy.options)).toEqual([])
  })
})

test('an error in a documented media type other than JSON matches by its status code', async () => {
  const documented = (types: readonly string[]) =>
    describeGet(
      {
        security: [{ key: [] }],
        'x-rejections': [{ in: 'security', responses: [{ status: '401', example: 'wrong' }] }],
        responses: {
          '200': jsonResponse(THING),
          '401': {
            description: 'Not authenticated.',
            content: {
              'application/json': { examples: { wrong: { value: { error: 'wrong' } } } },
              ...Object.fromEntries(types.map((type) => [type, {}])),
            },
          },
        },
      },
      {
        'x-errors': { identifiedBy: ['/error'] },
        components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
      },
    )
  const server: SmallServer = createGetServer((request) =>
    header(request, 'x-key') === KEY
      ? json(200, { name: 'A' })
      : reply(401, '<error>wrong</error>', { 'Content-Type': 'application/xml' }),
  )
  const options = { only: ['auth'] }
  expect(await failedRuleIds(documented(['application/xml']), server, options)).toEqual([])
  expect(await failedRuleIds(documented([]), server, options)).toContain('do/security/missing')
})

describe('a resource that can be created only once', () => {
  const schema = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } }
  const examples = { one: { summary: 'One', value: { name: 'A' } } }
  const description = describeOperation({
    requestBody: { required: true, content: { 'application/json': { schema, examples } } },
    responses: { '201': jsonResponse(THING), ...rejections(400, 409) },
  } as never)
  const server = (conflict: number): SmallServer => {
    const known = new Set<unknown>()
    return ({ body }) => {
      const name = nameIn(body.toString())
      if (typeof name !== 'string') return json(400, { error: 'no name' })
      if (known.has(name)) return json(conflict, { error: 'exists' })
      known.add(name)
      return json(201, { name })
    }
  }
  const only = ['do/examples/one', 'do/body/application/json']

  test('does not fail with a documented 409', async () => {
    expect(await failedRuleIds(description, server(409), { only })).toEqual([])
    expect(await failedRuleIds(description, server(400), { only })).not.toEqual([])
  })
})

/** Returns the `name` of a JSON object, if it has one. */
function nameIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { name?: unknown } | null)?.name
  } catch {
    return undefined
  }
}
