import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { UsageError } from '../../src/command/index.ts'
import { readCliOptions } from '../../src/contract/cli/options.ts'
import { readRunOptions } from '../../src/contract/cli/run-options.ts'
import type { TargetOptions } from '../../src/contract/http/target.ts'
import { runContract } from '../../src/contract/index.ts'
import type { Report, RunOptions } from '../../src/contract/index.ts'
import type { SecurityScheme } from '../../src/description/openapi.ts'
import { describeOperation } from './support/description.ts'

const CLIENT = { id: 'client:1', secret: 'secret+of/the client' }

function described(tokenUrl: string | undefined, scheme: Partial<SecurityScheme> = {}) {
  const flows = tokenUrl === undefined ? {} : { clientCredentials: { tokenUrl, scopes: {} } }
  return describeOperation(
    {
      security: [{ oauth: ['things:write', 'things:read'] }],
      responses: { '200': { description: 'Done.' }, '401': { description: 'Not authenticated.' } },
    },
    { document: { components: { securitySchemes: { oauth: { type: 'oauth2', flows, ...scheme } } } } },
  )
}

interface TokenRequest {
  readonly authorization: string | undefined
  readonly form: URLSearchParams
}

interface Api {
  readonly url: string
  readonly tokenRequests: TokenRequest[]
  /** The tokens that came with requests. */
  readonly used: Set<string>
}

interface Settings {
  /** Seconds. */
  readonly life?: number
  readonly status?: number
  readonly body?: object
  readonly authenticates?: 'basic' | 'body'
}

const closers: (() => void)[] = []
afterEach(() => {
  vi.unstubAllEnvs()
  for (const close of closers.splice(0)) close()
})

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

/** Starts an API with a token endpoint at `/oauth/token`. It accepts each token as long as it lives. */
async function startApi({ life, status, body, authenticates = 'basic' }: Settings = {}): Promise<Api> {
  const tokens = new Map<string, number>()
  const tokenRequests: TokenRequest[] = []
  const used = new Set<string>()
  const isClient = ({ authorization, form }: TokenRequest): boolean => {
    if (authenticates === 'body')
      return form.get('client_id') === CLIENT.id && form.get('client_secret') === CLIENT.secret
    const [id = '', secret = ''] = Buffer.from((authorization ?? '').replace(/^Basic /, ''), 'base64')
      .toString()
      .split(':')
      .map((part) => decodeURIComponent(part.replaceAll('+', ' ')))
    return id === CLIENT.id && secret === CLIENT.secret
  }
  const server = createServer((request, response) => {
    void (async () => {
      const reply = (code: number, value?: object): unknown => {
        response.writeHead(code, { 'Content-Type': 'application/json' })
        return response.end(value === undefined ? undefined : JSON.stringify(value))
      }
      const text = await textOf(request)
      if (request.url === '/oauth/token') {
        const tokenRequest = { authorization: request.headers.authorization, form: new URLSearchParams(text) }
        tokenRequests.push(tokenRequest)
        if (status !== undefined) return reply(status, body)
        if (!isClient(tokenRequest)) return reply(401, { error: 'invalid_client' })
        const token = `token_${tokens.size}_0123456789`
        tokens.set(token, life === undefined ? Number.POSITIVE_INFINITY : Date.now() + life * 1000)
        return reply(200, { access_token: token, token_type: 'Bearer', ...(life && { expires_in: life }) })
      }
      if (request.url !== '/things' || request.method !== 'POST') return reply(404)
      const token = /^bearer (.*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
      const isValid = (tokens.get(token) ?? 0) > Date.now()
      if (isValid) used.add(token)
      return reply(isValid ? 200 : 401)
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tokenRequests, used }
}

function run(
  api: Api,
  description: RunOptions['description'],
  target: Partial<TargetOptions> = {},
  more: Partial<RunOptions> = {},
): Promise<Report> {
  return runContract({
    description,
    target: { baseUrl: api.url, apiKey: '', client: CLIENT, ...target },
    seed: 1,
    runs: 2,
    ...more,
  })
}

const failedRules = ({ rules }: Report): unknown[] =>
  rules.filter(({ verdict }) => verdict === 'failed').map(({ id, failures }) => [id, failures])

describe('an access token', () => {
  test.each<[string, (url: string) => string]>([
    ['at the base URL', (url) => `${url}/oauth/token`],
    ['with a relative URL', () => '/oauth/token'],
  ])('is fetched once from an endpoint %s, with the scopes of the operations', async (_, tokenUrl) => {
    const api = await startApi()
    const report = await run(api, described(tokenUrl(api.url)))
    expect(failedRules(report)).toEqual([])
    expect(report.rules.find(({ id }) => id === 'do/security/oauth')?.verdict).toBe('passed')
    expect(report.rules.find(({ id }) => id === 'do/security/oauth/wrong')?.verdict).toBe('passed')
    expect(api.tokenRequests.map(({ form }) => Object.fromEntries(form))).toEqual([
      { grant_type: 'client_credentials', scope: 'things:write things:read' },
    ])
  })

  test('is fetched with id and secret in the body if the endpoint rejects HTTP Basic', async () => {
    const api = await startApi({ authenticates: 'body' })
    expect(failedRules(await run(api, described('/oauth/token')))).toEqual([])
    expect(api.tokenRequests).toHaveLength(2)
  })

  test('is fetched again before it expires', async () => {
    const api = await startApi({ life: 60 })
    let now = performance.now()
    // A minute passes with each request of a case, without a wait.
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 1_000))
    const report = await run(api, described('/oauth/token')).finally(() => clock.mockRestore())
    expect(failedRules(report)).toEqual([])
    expect(api.used.size).toBeGreaterThan(2)
    expect(api.tokenRequests.length).toBeGreaterThan(2)
  })

  test('is what a fixture module gets as the API key', async () => {
    const api = await startApi()
    const keys: string[] = []
    const fixtures = {
      before: ({ apiKey }: { apiKey: string }) => {
        keys.push(apiKey)
        return Promise.resolve()
      },
      create: () => Promise.resolve(undefined),
    }
    await run(api, described('/oauth/token'), {}, { fixtures })
    expect(keys).toEqual(['token_0_0123456789'])
  })

  test('is in no report, and neither is the secret', async () => {
    const api = await startApi()
    // The wrong key is accepted, so that a failure shows a request.
    const description = described('/oauth/token')
    const report = await run(api, description, { headers: [['X-Request', 'x']] })
    const text = JSON.stringify(report)
    expect(text).not.toMatch(/token_0_0123456789|secret\+of/)
  })
})

describe('nothing is sent to a host that the user did not name', () => {
  test('if the description names a token endpoint at another origin', async () => {
    const [api, other] = [await startApi(), await startApi()]
    await expect(async () => run(api, described(`${other.url}/oauth/token`))).rejects.toThrow(
      `The description names a token endpoint at another host than the base URL. To use it, give --token-url ${other.url}/oauth/token`,
    )
    expect([other.tokenRequests, api.tokenRequests]).toEqual([[], []])
  })

  test('unless --token-url names it', async () => {
    const [api, other] = [await startApi(), await startApi()]
    const description = described('https://login.example.com/token')
    const tokenUrl = new URL(`${other.url}/oauth/token`)
    await expect(run(api, description, { tokenUrl })).rejects.toThrow(/rejected the API key \(401\)/)
    expect(other.tokenRequests).toHaveLength(1)
  })

  test('if the endpoint redirects', async () => {
    const api = await startApi({ status: 307, body: {} })
    await expect(run(api, described('/oauth/token'))).rejects.toThrow(/returned 307\. Check CLIENT_ID/)
    expect(api.tokenRequests).toHaveLength(1)
  })
})

describe('a token endpoint that gives no token ends the run with one message', () => {
  test.each<[string, Settings, RegExp]>([
    [
      'a wrong secret',
      { status: 401, body: { error: 'invalid_client', error_description: `no ${CLIENT.secret}` } },
      /^Cannot run: the token endpoint http:\S+\/oauth\/token returned 401 \(invalid_client: no \$CLIENT_SECRET\)\. Check CLIENT_ID and CLIENT_SECRET\.$/,
    ],
    ['an unknown scope', { status: 400, body: { error: 'invalid_scope' } }, /returned 400 \(invalid_scope\)/],
    ['no token', { status: 200, body: {} }, /returned 200 without an `access_token`/],
    ['a server error', { status: 500 }, /returned 500\. Check/],
  ])('for %s', async (_, settings, message) => {
    const api = await startApi(settings)
    const error = await run(api, described('/oauth/token')).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(UsageError)
    expect((error as Error).message).toMatch(message)
  })

  test('for an endpoint that does not respond', async () => {
    const api = await startApi()
    const tokenUrl = new URL('http://127.0.0.1:1/token')
    await expect(run(api, described('/oauth/token'), { tokenUrl })).rejects.toThrow(
      'Cannot run: the token endpoint: http://127.0.0.1:1 does not accept connections (is it running, and on this port?).',
    )
  })
})

describe('the options of the client', () => {
  async function readTarget(tokenUrl: string | undefined, ...args: string[]): Promise<TargetOptions> {
    const cliOptions = readCliOptions(['--api', 'things', '--base-url', 'http://127.0.0.1:1', ...args])
    return (await readRunOptions(described(tokenUrl), cliOptions, undefined)).target
  }

  test('come from the environment', async () => {
    vi.stubEnv('CLIENT_ID', 'id_1')
    vi.stubEnv('CLIENT_SECRET', 'secret_1')
    expect(await readTarget('/token')).toMatchObject({
      apiKey: '',
      client: { id: 'id_1', secret: 'secret_1' },
    })
  })

  test('are not read from the environment if the description has no flow for them', async () => {
    vi.stubEnv('CLIENT_ID', 'id_1')
    vi.stubEnv('CLIENT_SECRET', 'secret_1')
    expect((await readTarget(undefined, '--api-key', 'k')).client).toBeUndefined()
    const named = await readTarget(undefined, '--token-url', 'http://127.0.0.1:2/token')
    expect(named).toMatchObject({ client: { id: 'id_1' }, tokenUrl: new URL('http://127.0.0.1:2/token') })
  })

  test.each<[string, string[], string]>([
    [
      'a missing secret',
      ['--client-id', 'id_1'],
      'Give the client secret with --client-secret-file, or as CLIENT_SECRET in the environment.',
    ],
    [
      'a token endpoint that is not a URL',
      ['--api-key', 'k', '--token-url', 'login'],
      '`--token-url` must be an http or https URL. Received: `login`.',
    ],
  ])('reject %s', async (_, args, message) => {
    vi.stubEnv('CLIENT_ID', 'id_1')
    vi.stubEnv('CLIENT_SECRET', message.includes('secret') ? '' : 'secret_1')
    await expect(readTarget('/token', ...args)).rejects.toThrow(message)
  })
})
