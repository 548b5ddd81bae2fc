import { describe, expect, test } from 'vitest'
import type { Description, Schema } from '../../../src/description/index.ts'
import { describeOperation } from '../support/description.ts'
import { header } from '../support/proxy.ts'
import type { Reply } from '../support/proxy.ts'
import {
  describeGet,
  failedRuleIds,
  json,
  jsonResponse,
  rejections,
  testSmallServer,
} from '../support/small.ts'
import type { SmallServer } from '../support/small.ts'

const NOTE: Schema = { type: 'object', required: ['text'], properties: { text: { type: 'string' } } }

const isText = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string'

/** Returns a server of one path and method that rejects other media types. */
function serverOf(
  method: string,
  respond: (value: unknown, request: Parameters<SmallServer>[0]) => Reply,
  unreadable = 400,
): SmallServer {
  return (request) => {
    const path = method === 'PUT' ? '/things/ABC' : '/things'
    if (request.url.split('?')[0] !== path) return json(404, { error: 'unknown path' })
    if (request.method !== method) return { ...json(405, { error: 'method' }), headers: [['Allow', method]] }
    if (!/^application\/json(?:;|$)/i.test(header(request, 'content-type') ?? ''))
      return json(415, { error: 'unknown type' })
    // As most frameworks do, it replaces bytes that are not UTF-8.
    try {
      return respond(JSON.parse(request.body.toString()), request)
    } catch {
      return json(unreadable, { error: 'not JSON' })
    }
  }
}

describe('a body that is not UTF-8', () => {
  const rejecting = { in: 'body', keyword: 'malformed', responses: [{ status: '400' }] }
  const description = (rejects: readonly object[]): Description =>
    describeOperation({
      requestBody: { required: true, content: { 'application/json': { schema: NOTE } } },
      responses: { 200: { description: 'Done.' }, ...rejections(400, 422) },
      ...(rejects.length === 0 ? {} : { 'x-rejections': rejects as never }),
    })
  const server = serverOf('POST', (value) => (isText(value) ? json(200, {}) : json(400, { error: 'text' })))

  test('may be accepted, as frameworks do', async () => {
    expect(await failedRuleIds(description([]), server, { only: ['malformed'] })).toEqual([])
  })

  test('is rejected where the description says what a malformed body gets', async () => {
    const failed = await failedRuleIds(description([rejecting]), server, { only: ['malformed'] })
    expect(failed).toEqual(['do/body/application/json/malformed'])
  })

  test('may get 400 where only 422 is described', async () => {
    const described = describeOperation({
      requestBody: { required: true, content: { 'application/json': { schema: NOTE } } },
      responses: { 200: { description: 'Done.' }, ...rejections(422) },
    })
    const unreadable = serverOf(
      'POST',
      (value) => (isText(value) ? json(200, {}) : json(422, { error: 'text' })),
      422,
    )
    const strict: SmallServer = (request) =>
      Buffer.from(request.body.toString()).equals(request.body)
        ? unreadable(request)
        : json(400, { error: 'not UTF-8' })
    expect(await failedRuleIds(described, strict, { only: ['malformed'] })).toEqual([])
  })
})

describe('a body that repeats the id of its path', () => {
  const schema: Schema = {
    type: 'object',
    required: ['sku', 'name'],
    properties: { sku: { type: 'string', pattern: '^[A-Z]{3}$' }, name: { type: 'string', minLength: 1 } },
  }
  const description = describeOperation(
    {
      parameters: [{ name: 'sku', in: 'path', required: true, schema: { type: 'string' }, example: 'ABC' }],
      requestBody: { required: true, content: { 'application/json': { schema } } },
      responses: { 200: { description: 'Done.' }, ...rejections(400, 404, 415) },
    },
    { method: 'put', path: '/things/{sku}' },
  )

  /** Returns a server whose paths and bodies have one id. */
  const server = (isValid: (value: { sku?: unknown; name?: unknown }) => boolean): SmallServer =>
    serverOf('PUT', (value) => {
      const thing = Object(value) as { sku?: unknown; name?: unknown }
      if (!isValid(thing)) return json(400, { error: 'invalid' })
      return thing.sku === 'ABC' ? json(200, {}) : json(400, { error: 'another id' })
    })

  test('has that of the path', async () => {
    const isValid = ({ sku, name }: { sku?: unknown; name?: unknown }): boolean =>
      typeof sku === 'string' && typeof name === 'string' && name !== ''
    const { rules } = await testSmallServer(description, server(isValid), { allowDestructive: true })
    const verdicts = new Map(rules.map(({ id, verdict }) => [id, verdict]))
    expect([...verdicts].filter(([, verdict]) => verdict === 'failed')).toEqual([])
    expect(verdicts.get('do/body/name/minLength')).toBe('passed')
    expect(verdicts.get('do/body/sku/pattern')).toBe('passed')
  })

  test('does not hide that an invalid body is accepted', async () => {
    const failed = await failedRuleIds(
      description,
      server(({ sku }) => typeof sku === 'string'),
      { allowDestructive: true },
    )
    expect(failed).toEqual(['do/body/name/required', 'do/body/name/type', 'do/body/name/minLength'])
  })
})

describe('an idempotency key that no extension describes', () => {
  const name = 'Idempotency-Key'
  const description = describeOperation({
    parameters: [{ name, in: 'header', schema: { type: 'string', minLength: 8, maxLength: 12 } }],
    requestBody: { required: true, content: { 'application/json': { schema: NOTE } } },
    responses: { 200: { description: 'Done.' }, ...rejections(400, 409, 415) },
  })

  test('is sent with one body only', async () => {
    const bodies = new Map<string, string>()
    const server = serverOf('POST', (value, request) => {
      const key = header(request, name)
      if (key !== undefined && (key.length < 8 || key.length > 12)) return json(400, { error: 'key' })
      if (!isText(value)) return json(400, { error: 'text' })
      const body = request.body.toString()
      if (key !== undefined && bodies.has(key)) return json(409, { error: 'used' })
      if (key !== undefined) bodies.set(key, body)
      return json(200, {})
    })
    const { rules } = await testSmallServer(description, server)
    const verdicts = new Map(rules.map(({ id, verdict }) => [id, verdict]))
    expect([...verdicts].filter(([, verdict]) => verdict === 'failed')).toEqual([])
    expect(verdicts.get(`do/header.${name}/minLength`)).toBe('passed')
    expect(verdicts.get(`do/header.${name}/maxLength`)).toBe('passed')
  })
})

test('a router may name the address of an unknown path, with the key in it', async () => {
  const security = { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'api_key' } } }
  const description = describeGet(
    { security: [{ key: [] }], responses: { 200: jsonResponse({ type: 'object' }), ...rejections(401) } },
    { components: security },
  )
  const server =
    (message: (url: string) => string): SmallServer =>
    ({ method, url }) => {
      const address = new URL(url, 'http://localhost')
      const isKnown = method === 'GET' && address.pathname === '/things'
      if (!isKnown) return json(404, { error: message(url) })
      const hasKey = address.searchParams.get('api_key') === 'key-of-Ada-0123456789'
      return hasKey ? json(200, {}) : json(401, { error: 'key' })
    }
  const named = server((url) => `Cannot serve ${url}`)
  expect(await failedRuleIds(description, named)).toEqual([])
  const leaking = server(
    (url) => `Unknown to ${new URL(url, 'http://localhost').searchParams.get('api_key')}`,
  )
  expect(await failedRuleIds(description, leaking)).toEqual(['do/no-leak'])
})

describe('a login', () => {
  const schema: Schema = {
    type: 'object',
    required: ['email', 'password'],
    properties: {
      // An example that contradicts its schema.
      email: { type: 'string', format: 'email', examples: ['ada'] },
      password: { type: 'string', minLength: 8 },
    },
  }
  const description = describeOperation({
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { 200: { description: 'Done.' }, ...rejections(400, 401, 415) },
  })

  const server = serverOf('POST', (value) => {
    const { email, password } = Object(value) as { email?: unknown; password?: unknown }
    const isValid = /@/.test(String(email)) && typeof password === 'string' && password.length >= 8
    return isValid ? json(401, { error: 'wrong' }) : json(400, { error: 'invalid' })
  })

  test('may not reject an example of the description', async () => {
    const example = { email: 'ada@example.com', password: 'correct-horse' }
    const withExample = describeOperation({
      requestBody: { required: true, content: { 'application/json': { schema, example } } },
      responses: { 200: { description: 'Done.' }, ...rejections(400, 401, 415) },
    })
    expect(await failedRuleIds(withExample, server)).not.toEqual([])
  })

  test('may reject generated credentials', async () => {
    const { rules } = await testSmallServer(description, server)
    expect(rules.filter(({ verdict }) => verdict === 'failed')).toEqual([])
    expect(rules.find(({ id }) => id === 'do/body/application/json')?.reason).toMatch(
      'the target rejects the generated credentials in the body (401): give an example or a fixture',
    )
  })
})
