import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { runContract } from '../../src/contract/index.ts'
import type { Report } from '../../src/contract/index.ts'
import { SchemeChoice } from '../../src/contract/http/scheme-choice.ts'
import type { TargetOptions } from '../../src/contract/http/target.ts'
import { terminalReport } from '../../src/contract/report/formats/terminal.ts'
import { describeOperation } from './support/description.ts'
import { header, testSandbox } from './support/proxy.ts'

const KEY = 'key_0123456789'

const SCHEMES = {
  basic: { type: 'http', scheme: 'basic' },
  bearer: { type: 'http', scheme: 'bearer' },
  header: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'key' },
  app: { type: 'apiKey', in: 'header', name: 'X-App' },
}

/** Says how the API key becomes the credential of a scheme, so that it is certainly its key. */
const PLACED = { 'x-credentials': { username: '$apiKey', password: '' } }

type Name = keyof typeof SCHEMES

function described(security: readonly (readonly Name[])[], placed: readonly Name[] = []) {
  const securitySchemes = Object.fromEntries(
    Object.entries(SCHEMES).map(([name, scheme]) => [
      name,
      placed.includes(name as Name) ? { ...scheme, ...PLACED } : scheme,
    ]),
  )
  return describeOperation(
    {
      security: security.map((names) => Object.fromEntries(names.map((name) => [name, []]))),
      responses: { '200': { description: 'Done.' }, '401': { description: 'Not authenticated.' } },
    },
    { document: { components: { securitySchemes } } },
  )
}

const bearerOf = ({ authorization = '' }: IncomingHttpHeaders): string | undefined =>
  /^bearer (.*)$/i.exec(authorization)?.[1]
const basicOf = ({ authorization = '' }: IncomingHttpHeaders): string | undefined => {
  const encoded = /^basic ([\w+/]+=*)$/i.exec(authorization)?.[1]
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString()
}

type Accepts = (headers: IncomingHttpHeaders, url: URL) => boolean

const takes = {
  basic: (headers) => basicOf(headers) === `${KEY}:`,
  bearer: (headers) => bearerOf(headers) === KEY,
  header: (headers) => headers['x-key'] === KEY,
  query: (_, url) => url.searchParams.get('key') === KEY,
  app: (headers) => headers['x-app'] === 'app_0123456789',
} satisfies Record<Name, Accepts>

async function testServer(
  description: ReturnType<typeof described>,
  accepts: Accepts,
  target: Partial<TargetOptions> = {},
): Promise<Report> {
  const server = createServer(({ method, url = '', headers }, response) => {
    const parsed = new URL(url, 'http://localhost')
    if (parsed.pathname !== '/things' || method !== 'POST') response.writeHead(404).end()
    else response.writeHead(accepts(headers, parsed) ? 200 : 401).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const baseUrl = `http://127.0.0.1:${port}`
  try {
    return await runContract({ description, seed: 1, target: { baseUrl, apiKey: KEY, ...target } })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const withVerdict = ({ rules }: Report, verdict: string): string[] =>
  rules.filter((rule) => rule.verdict === verdict).map(({ id }) => id)

describe('a server that accepts one of two alternative schemes', () => {
  test.each<[string, [Name, Name], Name]>([
    ['the second one, Bearer', ['basic', 'bearer'], 'bearer'],
    ['the first one, Bearer', ['bearer', 'basic'], 'bearer'],
    ['the second one, Basic', ['bearer', 'basic'], 'basic'],
    ['a header but no query parameter', ['query', 'header'], 'header'],
    ['a query parameter but no Bearer token', ['bearer', 'query'], 'query'],
  ])('is tested with %s', async (_, alternatives, accepted) => {
    const report = await testServer(described(alternatives.map((name) => [name])), takes[accepted])
    const other = alternatives.find((name) => name !== accepted) ?? ''
    expect(withVerdict(report, 'failed')).toEqual([])
    expect(withVerdict(report, 'passed')).toEqual(
      expect.arrayContaining(
        [
          `do/security/${accepted}`,
          `do/security/${accepted}/wrong`,
          `do/security/${accepted}/malformed`,
          'do/security/missing',
          'do/responses/200',
        ].filter((id) => report.rules.some((rule) => rule.id === id)),
      ),
    )
    const untested = report.rules.filter(({ verdict }) => verdict === 'untested')
    expect(untested.map(({ id }) => id).sort()).toEqual([
      `do/security/${other}`,
      `do/security/${other}/malformed`,
      `do/security/${other}/wrong`,
    ])
    expect(report.credentials).toEqual([accepted])
    expect(terminalReport(report, { color: false, verbose: false })).toMatch(
      new RegExp(`^things at \\S+ with ${accepted}\\n`),
    )
    const note = `credentials: \`${accepted}\`, the first alternative that the target accepts.`
    expect(report.notes).toEqual(accepted === alternatives[0] ? [] : [note])
    expect(report.warnings).toEqual([
      expect.stringMatching(new RegExp(`^The target rejects \`${other}\` \\(401\\), which the description`)),
    ])
  })

  test.each<[string, Name[], Partial<TargetOptions>]>([
    ['`x-credentials` places the key', ['basic'], {}],
    ['the user gave its key', [], { credentials: { basic: `${KEY}:` } }],
  ])('fails one rule if the key is certainly of the other scheme: %s', async (_, placed, target) => {
    const report = await testServer(described([['basic'], ['bearer']], placed), takes.bearer, target)
    expect(withVerdict(report, 'failed')).toEqual(['do/security/basic'])
    expect(report.warnings).toEqual([])
  })

  test('fails if it ignores a wrong key of the scheme in use', async () => {
    const accepts: Accepts = (headers) => (bearerOf(headers) ?? '') !== ''
    const report = await testServer(described([['basic'], ['bearer']]), accepts)
    expect(withVerdict(report, 'failed')).toEqual(['do/security/bearer/wrong'])
  })
})

test('a server that accepts both alternatives has the rules of both tested', async () => {
  const accepts: Accepts = (headers) => takes.basic(headers) || takes.bearer(headers)
  const report = await testServer(described([['basic'], ['bearer']]), accepts)
  expect([withVerdict(report, 'failed'), withVerdict(report, 'untested')]).toEqual([[], []])
  expect([report.credentials, report.notes]).toEqual([['basic'], []])
})

describe('--scheme', () => {
  test('uses the scheme although an earlier one is accepted too, and leaves the others untested', async () => {
    const accepts: Accepts = (headers) => takes.basic(headers) || takes.bearer(headers)
    const schemes = new SchemeChoice(['bearer'])
    const report = await testServer(described([['basic'], ['bearer']]), accepts, { schemes })
    expect(withVerdict(report, 'failed')).toEqual([])
    const basic = report.rules.find(({ id }) => id === 'do/security/basic')
    expect(basic).toMatchObject({ verdict: 'untested', reason: 'excluded by --scheme' })
    expect(report.credentials).toEqual(['bearer'])
  })

  test('ends the run if the target rejects the scheme', async () => {
    const schemes = new SchemeChoice(['basic'])
    await expect(testServer(described([['basic'], ['bearer']]), takes.bearer, { schemes })).rejects.toThrow(
      /^Cannot run: the target rejected the API key \(401\)/,
    )
  })
})

test('the message names all alternatives if the target rejects each', async () => {
  await expect(testServer(described([['basic'], ['bearer']]), () => false)).rejects.toThrow(
    'Cannot run: the target rejected the API key (401) in a valid request, with `basic` and with `bearer`. Check --api-key, and that the key belongs to this server.',
  )
})

describe('a combination of schemes', () => {
  const security = [['basic'], ['app', 'bearer']] as const
  const credentials = { app: 'app_0123456789' }

  test('is used if the target rejects the alternative before it', async () => {
    const accepts: Accepts = (headers) => takes.app(headers) && takes.bearer(headers)
    const report = await testServer(described(security), accepts, { credentials })
    expect(withVerdict(report, 'failed')).toEqual([])
    expect(withVerdict(report, 'passed')).toEqual(
      expect.arrayContaining([
        'do/security/app/missing',
        'do/security/bearer/missing',
        'do/security/app/wrong',
      ]),
    )
    expect(report.credentials).toEqual(['app and bearer'])
  })

  test('fails on a server that ignores one of the two', async () => {
    const report = await testServer(described(security), takes.bearer, { credentials })
    expect(withVerdict(report, 'failed')).toEqual([
      'do/security/app/missing',
      'do/security/app/malformed',
      'do/security/app/wrong',
    ])
  })
})

test.each<[string, RegExp, string]>([
  ['Bearer', /^basic /i, 'secretKey'],
  ['Basic', /^bearer /i, 'bearer'],
])('a Stripe server that accepts %s alone fails one rule about credentials', async (_, rejected, scheme) => {
  const report = await testSandbox({
    api: 'stripe',
    behavior: (request, pass) => {
      const isRejected = rejected.test(header(request, 'authorization') ?? '')
      const headers = request.headers.filter(([name]) => !isRejected || !/^authorization$/i.test(name))
      return pass(request.url.startsWith('/_sandbox') ? {} : { headers })
    },
    only: ['auth', 'protocol', 'examples', 'lifecycle'],
  })
  expect(withVerdict(report, 'failed')).toEqual([`cancelPaymentIntent/security/${scheme}`])
  expect(report.summary.passed).toBeGreaterThan(60)
})
