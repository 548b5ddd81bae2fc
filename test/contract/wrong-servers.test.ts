import { describe, expect, test } from 'vitest'
import { exitCode } from '../../src/contract/index.ts'
import type { Report } from '../../src/contract/index.ts'
import { exampleReply, header, testSandbox } from './support/proxy.ts'
import type { ProxyBehavior, Reply } from './support/proxy.ts'

/** Rules about rejections. They pass only if the control request succeeds. */
const ABOUT_REJECTIONS =
  /\/(?:security\/\w+\/(?:malformed|wrong|publishable)|security\/missing|security\/isolation|unknown|odd|route|malformed|contentType|required|maxLength|minLength|format|type|lifecycle\/\w+|idempotency\/.*)$/

function passedRejectionRules(report: Report): string[] {
  return report.rules
    .filter(
      ({ id, verdict }) =>
        verdict === 'passed' && !/^schemas\/|\/responses\//.test(id) && ABOUT_REJECTIONS.test(id),
    )
    .map(({ id }) => id)
}

/** Returns the same response to every request. */
function always(reply: Reply | 'drop'): ProxyBehavior {
  return () => Promise.resolve(reply)
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const html: Reply = {
  status: 200,
  headers: [['Content-Type', 'text/html']],
  body: Buffer.from('<!doctype html><title>It works</title>'),
}

describe('a wrong server does not pass', () => {
  test('that always returns 404', async () => {
    const report = await testSandbox({
      behavior: always(await exampleReply('leanrails', 404, 'intent_missing')),
    })
    expect(exitCode(report)).toBe(1)
    expect(passedRejectionRules(report)).toEqual([])
    expect(report.summary.failed).toBeGreaterThan(10)
  })

  test('that always returns 400, as if the resource was canceled already', async () => {
    const report = await testSandbox({
      behavior: always(await exampleReply('leanrails', 400, 'already_canceled')),
    })
    expect(exitCode(report)).toBe(1)
    expect(passedRejectionRules(report)).toEqual([])
  })

  test('that always returns 500', async () => {
    const report = await testSandbox({
      behavior: always(await exampleReply('leanrails', 500, 'internal_error')),
    })
    expect(exitCode(report)).toBe(1)
    expect(passedRejectionRules(report)).toEqual([])
    expect(report.rules.find(({ id }) => id === 'cancelPaymentIntent/no-server-error')?.verdict).toBe(
      'failed',
    )
  })

  test('that returns 200 with HTML on every described path', async () => {
    const behavior: ProxyBehavior = ({ url }, pass) =>
      url.endsWith('/cancel') ? Promise.resolve(html) : pass()
    const report = await testSandbox({ behavior })
    expect(exitCode(report)).toBe(1)
    // Only the status code counts in the states that allow the operation, and the same request gets the same response.
    const exceptions = /\/(?:lifecycle\/requires_\w+|idempotency\/inProgress)$/
    expect(passedRejectionRules(report).filter((id) => !exceptions.test(id))).toEqual([])
    expect(report.summary.failed).toBeGreaterThan(5)
  })

  test('that always returns the right success, with the id of the request', async () => {
    const example = await exampleReply('leanrails', 200, 'without_reason')
    const now = Math.floor(Date.now() / 1000)
    const behavior: ProxyBehavior = ({ url }) => {
      const data = JSON.parse(example.body.toString()) as Record<string, unknown>
      const id = url.split('/')[3]
      return Promise.resolve({
        ...example,
        body: Buffer.from(JSON.stringify({ ...data, id, canceled_at: now })),
      })
    }
    const report = await testSandbox({ behavior })
    expect(exitCode(report)).toBe(1)
    // Replays and concurrent requests must get the same response. Nothing else passes.
    expect(
      passedRejectionRules(report).filter((id) => !/\/lifecycle\/(?:requires_\w+|processing|to)$/.test(id)),
    ).toEqual([
      'cancelPaymentIntent/idempotency/header',
      'cancelPaymentIntent/idempotency/replay',
      'cancelPaymentIntent/idempotency/stores/success',
      'cancelPaymentIntent/idempotency/inProgress',
      'cancelPaymentIntent/idempotency/scope',
    ])
  })

  test('that returns 401 to everything except plain requests', async () => {
    const rejection = await exampleReply('leanrails', 401, 'credentials_wrong')
    const behavior: ProxyBehavior = (request, pass) => {
      const { method, body } = request
      const isPlain = method === 'POST' && body.length === 0 && header(request, 'authorization') !== undefined
      return isPlain ? pass() : Promise.resolve(rejection)
    }
    const report = await testSandbox({ behavior })
    expect(exitCode(report)).toBe(1)
    const bodyRules = passedRejectionRules(report).filter((id) => /\/body\/|reused\/body/.test(id))
    expect(bodyRules).toEqual([])
    const failed = report.rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)
    expect(failed).toContain('cancelPaymentIntent/body/application/json')
    expect(failed).toContain('cancelPaymentIntent/examples/with_reason')
  })

  test.each<[string, (body: string) => boolean]>([
    ['invalid JSON', (body) => body !== '' && !isJsonText(body)],
    ['JSON that is nested too deep for its parser', (body) => body.includes('['.repeat(20_000))],
  ])('that drops connections on %s, which is a failure', async (_, isDropped) => {
    const behavior: ProxyBehavior = ({ body }, pass) =>
      isDropped(body.toString()) ? Promise.resolve('drop') : pass()
    const report = await testSandbox({ behavior, only: ['malformed'] })
    const rule = report.rules.find(({ id }) => id === 'cancelPaymentIntent/no-server-error')
    expect(rule?.verdict).toBe('failed')
    expect(rule?.failures[0]).toMatchObject({ expected: 'a response' })
    expect(rule?.failures[0]?.actual).toMatch(/dropped the connection$/)
    expect(rule?.failures[0]?.curl).toContain('curl ')
  })

  test('that crashes during the run, which stops the run', async () => {
    let alive = true
    const behavior: ProxyBehavior = (request, pass) => {
      alive &&= !request.body.includes('NaN')
      return alive ? pass() : Promise.resolve('drop')
    }
    const report = await testSandbox({ behavior })
    expect(exitCode(report)).toBe(1)
    expect(report.rules.some(({ reason }) => reason?.includes('the target stopped responding'))).toBe(true)
    expect(report.rules.find(({ id }) => id === 'cancelPaymentIntent/no-server-error')?.verdict).toBe(
      'failed',
    )
  })

  test('that always returns 401, which prevents the run', async () => {
    const rejection = await exampleReply('leanrails', 401, 'credentials_wrong')
    await expect(testSandbox({ behavior: always(rejection) })).rejects.toThrow(
      'Cannot run: the target rejected the API key (401) in a valid request. Check --api-key, and that the key belongs to this server.',
    )
  })

  const page = (status: number, location?: string): ProxyBehavior => {
    return ({ url }) => {
      const headers: [string, string][] = [['Content-Type', 'text/html']]
      if (location !== undefined) headers.push(['Location', location + url])
      return Promise.resolve({
        status,
        headers,
        body: Buffer.from(`<h1>${status}</h1><p>Cannot POST ${url}`),
      })
    }
  }

  test.each<[string, ProxyBehavior, string]>([
    ['a page', always(html), '200, text/html'],
    ['a proxy’s page', page(503), '503, text/html'],
    ['a page about the path', page(404), '404, text/html'],
    [
      'a redirect',
      page(301, 'https://elsewhere.example'),
      '301, Location: https://elsewhere.example/v1/payment_intents/',
    ],
  ])('that always returns %s, which prevents the run', async (_, behavior, summary) => {
    await expect(testSandbox({ behavior })).rejects.toThrow(
      `gives the same undocumented response to every request (${summary}`,
    )
  })

  test('that drops every connection, which prevents the run', async () => {
    await expect(testSandbox({ behavior: always('drop') })).rejects.toThrow(
      /^Cannot run: http:\/\/127\.0\.0\.1:\d+ dropped the connection\.$/,
    )
  })

  test('that always asks to wait for hours, which prevents the run', async () => {
    const limited = await exampleReply('leanrails', 429, 'too_many_requests')
    const behavior = always({ ...limited, headers: [...limited.headers, ['Retry-After', '7200']] })
    await expect(testSandbox({ behavior })).rejects.toThrow(
      /^Cannot run: .* asks to wait 7200 s \(429 with Retry-After\)\.$/,
    )
  })
})
