import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { runContract } from '../../src/contract/index.ts'
import type { Report } from '../../src/contract/index.ts'
import { describeOperation } from './support/description.ts'

const KEYS = { app: 'app_0123456789', token: 'token_0123456789' }

/** Requires two schemes together: one for the application, one for its user. */
const description = describeOperation(
  {
    security: [{ app: [], token: [] }],
    responses: { '200': { description: 'Done.' }, '401': { description: 'Not authenticated.' } },
  },
  {
    document: {
      components: {
        securitySchemes: {
          app: { type: 'apiKey', in: 'header', name: 'X-App' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
  },
)

/** Tests a server that accepts the credentials for which `admits` is true. */
async function testServer(admits: (app: unknown, token: unknown) => boolean): Promise<Report> {
  const server = createServer(({ method, url, headers }: IncomingMessage, response) => {
    if (url !== '/things' || method !== 'POST') response.writeHead(404).end()
    else response.writeHead(admits(headers['x-app'], headers.authorization) ? 200 : 401).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    return await runContract({
      description,
      seed: 1,
      target: { baseUrl: `http://127.0.0.1:${port}`, apiKey: KEYS.token, credentials: { app: KEYS.app } },
    })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const rulesWithVerdict = (report: Report, verdict: string): string[] =>
  report.rules.filter((rule) => rule.verdict === verdict).map(({ id }) => id)

const isApp = (app: unknown): boolean => app === KEYS.app
/** The name of an authentication scheme is the same in any case (RFC 9110, section 11.1). */
const isToken = (token: unknown): boolean =>
  typeof token === 'string' && /^bearer (.*)$/i.exec(token)?.[1] === KEYS.token

describe('two security schemes that are required together', () => {
  test('pass on a correct server, and each scheme is tested', async () => {
    const report = await testServer((app, token) => isApp(app) && isToken(token))
    expect(rulesWithVerdict(report, 'failed')).toEqual([])
    expect(rulesWithVerdict(report, 'untested')).toEqual([])
    expect(rulesWithVerdict(report, 'passed').filter((id) => id.includes('/security/'))).toEqual([
      'do/security/app',
      'do/security/app/missing',
      'do/security/app/malformed',
      'do/security/app/wrong',
      'do/security/token',
      'do/security/token/missing',
      'do/security/token/malformed',
      'do/security/token/wrong',
      'do/security/missing',
    ])
  })

  test.each<[string, (app: unknown, token: unknown) => boolean, string[]]>([
    [
      'a server that ignores the application',
      (_, token) => isToken(token),
      ['do/security/app/missing', 'do/security/app/malformed', 'do/security/app/wrong'],
    ],
    [
      'a server that accepts any application',
      (app, token) => typeof app === 'string' && app !== '' && isToken(token),
      ['do/security/app/wrong'],
    ],
    [
      'a server that treats the token as optional',
      (app, token) => isApp(app) && (token === undefined || isToken(token)),
      ['do/security/token/missing'],
    ],
  ])('fail on %s, with curl commands that contain no secret', async (_, admits, rules) => {
    const report = await testServer(admits)
    expect(rulesWithVerdict(report, 'failed')).toEqual(rules)
    const lines = report.rules.flatMap(({ failures }) => failures.map(({ curl }) => curl)).join('\n')
    expect(lines).not.toContain(KEYS.app)
    expect(lines).not.toContain(KEYS.token)
  })

  test('have curl commands with a variable for each', async () => {
    const report = await testServer((app) => isApp(app))
    const [failure] = report.rules.find(({ id }) => id === 'do/security/token/wrong')?.failures ?? []
    expect(failure?.curl).toMatch(/-H "X-App: \$APP" \\\n {2}-H "Authorization: Bearer \$\{API_KEY%\?\}[Ax]"/)
  })
})
