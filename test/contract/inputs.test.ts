import { expect, test } from 'vitest'
import { describe as describeDocument } from '../../src/description/index.ts'
import type { Description } from '../../src/description/index.ts'
import { json, reply, rejections, testSmallServer } from './support/small.ts'
import { describeOperation } from './support/description.ts'
import type { Fixtures } from '../../src/contract/index.ts'
import type { SmallServer } from './support/small.ts'
import type { ReceivedRequest, Reply } from './support/proxy.ts'

/** An API of pure functions: no path parameter is an id, although each operation documents 404. */
function describeFunctions(): Description {
  const number = (name: string, type: string, more: object = {}): object => ({
    name,
    in: 'path',
    required: true,
    schema: { type, ...more },
  })
  const result = {
    description: 'The result.',
    content: {
      'application/json': {
        schema: { type: 'object', required: ['result'], properties: { result: { type: 'number' } } },
      },
    },
  }
  const operation = (operationId: string, ...parameters: object[]): object => ({
    get: { operationId, parameters, responses: { '200': result, ...rejections(400, 404) } },
  })
  return describeDocument(
    'functions',
    {
      openapi: '3.1.1',
      info: { title: 'Functions', version: '1' },
      paths: {
        '/bessj/{n}/{x}': operation('bessj', number('n', 'integer', { minimum: 0 }), number('x', 'number')),
        '/even/{a}/{b}': operation('even', number('a', 'integer'), number('b', 'integer')),
      },
    } as never,
    { '': { file: 'functions.yaml', line: 1 } },
  )
}

/** A correct server of the functions. `bessj` is defined for an `n` from 3 to 1000, `even` for even numbers above 1. */
function functions({ method, url }: ReceivedRequest): Reply {
  const [, name = '', first = '', second = '', ...others] = (url.split('?')[0] ?? '').split('/')
  const known = ['bessj', 'even'].includes(name) && others.length === 0 && first !== '' && second !== ''
  if (!known) return json(404, { error: 'unknown path' })
  if (!/^(?:GET|HEAD)$/.test(method))
    return { ...json(405, { error: 'unknown method' }), headers: [['Allow', 'GET, HEAD']] }
  const isNumber = (text: string): boolean => /^-?\d+(?:\.\d+)?$/.test(text)
  const [a, b] = [Number(first), Number(second)]
  if (!isNumber(first) || !isNumber(second) || !Number.isInteger(a)) return json(400, { error: 'no number' })
  if (name === 'bessj' && (a < 3 || a > 1000)) return json(400, { error: 'n is out of its domain' })
  if (name === 'even' && (a < 2 || a % 2 === 1 || b % 2 !== 0)) return json(404, { error: 'odd' })
  return json(200, { result: a + b })
}

test('an API of pure functions is tested whole without fixtures', async () => {
  const { rules, warnings, notes } = await testSmallServer(describeFunctions(), functions)
  expect(
    rules.filter(({ verdict }) => verdict === 'failed').map(({ id, failures }) => [id, failures]),
  ).toEqual([])
  // `bessj` has a result or 400 for every number. No request makes it return 404.
  const untested = rules.filter(
    ({ id, verdict }) => verdict === 'untested' && !id.startsWith('bessj/responses/404'),
  )
  expect(untested.map(({ id, reason }) => [id, reason])).toEqual([])
  expect(rules.map(({ id }) => id).filter((id) => id.endsWith('/unknown'))).toEqual([])
  expect(warnings).toEqual([])
  // What was rejected is reported, although it breaks no rule.
  expect(notes).toContainEqual(
    expect.stringContaining('the target rejects the generated value of `n` and `x` (400)'),
  )
})

test('fixtures that make nothing test no less of what only reads than no fixtures', async () => {
  const tested = async (options: { fixtures?: Fixtures }): Promise<string[]> => {
    const { rules } = await testSmallServer(describeFunctions(), functions, { ...options, seed: 1 })
    expect(rules.filter(({ verdict }) => verdict === 'failed')).toEqual([])
    const passed = rules.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id)
    // An unknown id is a random number. `even` returns 404 only if it is odd.
    return passed.filter((id) => !id.startsWith('even/responses/404'))
  }
  const fixtures = { create: () => Promise.resolve(undefined) }
  expect(await tested({ fixtures })).toEqual(expect.arrayContaining(await tested({})))
})

test('a rule does not pass if a value is rejected that it allows', async () => {
  const description = describeOperation(
    {
      parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } }],
      responses: { '200': { description: 'A list.' }, ...rejections(400) },
    },
    { path: '/things' },
  )
  const { rules } = await testSmallServer(description, ({ url }) => {
    const limit = new URL(url, 'http://localhost').searchParams.get('limit') ?? '1'
    return /^\d+$/.test(limit) && Number(limit) >= 1 && Number(limit) < 50
      ? reply(200)
      : json(400, { error: 'limit' })
  })
  // The server rejects 51 as it should, but 50 too.
  const maximum = rules.find(({ id }) => id === 'do/query.limit/maximum')
  expect(maximum?.verdict).toBe('untested')
  expect(maximum?.reason).toContain('rejects generated values that are valid')
})

test('finds a function that fails for some values', async () => {
  const { rules } = await testSmallServer(describeFunctions(), (request) =>
    request.url.startsWith('/bessj/') && request.url.includes('text')
      ? reply(500, 'oops')
      : functions(request),
  )
  expect(rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)).toContain(
    'bessj/no-server-error',
  )
})

test('a rejected generated value is not a failure, and no other rule fails for it', async () => {
  const { rules } = await testSmallServer(describeFunctions(), (request) => {
    const response = functions(request)
    return response.status === 200 || response.status === 400 ? json(404, { error: 'unknown' }) : response
  })
  expect(
    rules.filter(({ verdict }) => verdict === 'failed').map(({ id, failures }) => [id, failures]),
  ).toEqual([])
  const accepted = rules.find(({ id }) => id === 'bessj/path.n/accepted')
  expect(accepted?.reason).toBe(
    'the target rejects the generated value of `n` and `x` (404): give an example or a fixture',
  )
})

test('statuses that HTTP implies are one warning, and an undocumented success or server error is a failure', async () => {
  const description = describeFunctions()
  for (const { responses } of description.operations) (responses as unknown[]).splice(1)
  const { rules, warnings } = await testSmallServer(description, functions)
  expect(
    rules.filter(({ verdict }) => verdict === 'failed').map(({ id, failures }) => [id, failures]),
  ).toEqual([])
  expect(warnings).toEqual([
    expect.stringMatching(/^HTTP implies these status codes.*400 \(`bessj` and 1 more\), 404 \(`even`\)/),
  ])
  for (const status of [201, 500]) {
    const other = await testSmallServer(describeFunctions(), (request) => {
      const response = functions(request)
      return response.status === 200 ? { ...response, status } : response
    })
    expect(other.rules.filter(({ verdict }) => verdict === 'failed').length).toBeGreaterThan(1)
  }
})

/** A description of `POST /tickets`, whose body names an event that must exist. */
function describeTickets(): Description {
  const schema = {
    type: 'object',
    required: ['eventId'],
    properties: { eventId: { type: 'string' }, seats: { type: 'integer', minimum: 1, maximum: 4 } },
  }
  return describeOperation(
    {
      operationId: 'buy',
      requestBody: { required: true, content: { 'application/json': { schema } } },
      responses: { '201': { description: 'Bought.' }, ...rejections(400, 404, 409, 415) },
    } as never,
    { path: '/tickets' },
  )
}

const tickets: SmallServer = ({ method, url, headers, body }) => {
  if (url.split('?')[0] !== '/tickets') return json(404, { error: 'unknown path' })
  if (method !== 'POST') return { ...json(405, { error: 'unknown method' }), headers: [['Allow', 'POST']] }
  const [, type = ''] = headers.find(([name]) => name.toLowerCase() === 'content-type') ?? []
  if (!/^application\/json\s*(?:;|$)/i.test(type)) return json(415, { error: 'media type' })
  const { value } = parsed(body)
  const { eventId, seats = 1 } = Object(value) as Record<string, unknown>
  const isValid =
    typeof eventId === 'string' && Number.isInteger(seats) && Number(seats) >= 1 && Number(seats) <= 4
  if (!isValid) return json(400, { error: 'invalid' })
  return eventId === 'evt-of-the-fixture' ? reply(201) : json(404, { error: 'no such event' })
}

function parsed(body: Uint8Array): { value: unknown } {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) }
  } catch {
    return { value: undefined }
  }
}

test('a body that names something unknown needs a fixture, and fails no rule', async () => {
  const { rules } = await testSmallServer(describeTickets(), tickets)
  expect(
    rules.filter(({ verdict }) => verdict === 'failed').map(({ id, failures }) => [id, failures]),
  ).toEqual([])
  const accepted = rules.find(({ id }) => id === 'buy/body/application/json')
  expect(accepted?.reason).toBe('needs a fixture for `eventId`')
})

test('a fixture gives values of the body, between `before` and `after`', async () => {
  const calls: string[] = []
  const { rules } = await testSmallServer(describeTickets(), tickets, {
    fixtures: {
      before: () => Promise.resolve(void calls.push('before')),
      after: () => Promise.resolve(void calls.push('after')),
      create: (_, { operation }) => {
        calls.push(operation)
        return Promise.resolve({ body: { eventId: 'evt-of-the-fixture' } })
      },
    },
  })
  expect(
    rules.filter(({ verdict }) => verdict === 'failed').map(({ id, failures }) => [id, failures]),
  ).toEqual([])
  const verdictOf = (id: string): unknown => rules.find((rule) => rule.id === id)?.verdict
  for (const id of ['buy/body/application/json', 'buy/body/seats/maximum', 'buy/body/eventId/required'])
    expect([id, verdictOf(id)]).toEqual([id, 'passed'])
  expect([calls[0], calls[1], calls.at(-1)]).toEqual(['before', 'buy', 'after'])
})

test('sends no more requests than --max-requests allows, and says which rules are untested for it', async () => {
  let received = 0
  const { rules, summary } = await testSmallServer(
    describeFunctions(),
    (request) => {
      received += 1
      return functions(request)
    },
    { maxRequests: 20 },
  )
  expect([received, summary.exchanges]).toEqual([20, 20])
  const reasons = rules.flatMap(({ reason }) => reason ?? [])
  expect(reasons).toContainEqual(
    expect.stringContaining('the run stopped after 20 requests (--max-requests)'),
  )
})

test('changes and removes nothing that the run did not create', async () => {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } } as const
  const description = describeOperation(
    { parameters: [id], responses: { '204': { description: 'Gone.' }, ...rejections(404) } },
    { method: 'delete', path: '/notes/{id}' },
  )
  const methods = new Set<string>()
  const deleted: string[] = []
  const server: SmallServer = ({ method, url }) => {
    methods.add(method)
    if (/^(?:PUT|PATCH|DELETE)$/.test(method)) deleted.push(url)
    return method === 'DELETE' ? reply(204) : { ...json(405, {}), headers: [['Allow', 'DELETE']] }
  }
  const { rules } = await testSmallServer(description, server)
  // Only ids that nobody can have, to see that they are rejected.
  expect(deleted.filter((url) => /^\/notes\/\w{1,6}$/.test(url))).toEqual([])
  expect(rules.find((rule) => rule.id === 'do/path.id/accepted')?.reason).toContain('--allow-destructive')
  await testSmallServer(description, server, { allowDestructive: true })
  expect(methods).toContain('DELETE')
})
