import { describe, expect, test } from 'vitest'
import { exitCode } from '../../src/contract/index.ts'
import type { Report } from '../../src/contract/index.ts'
import { exampleReply, header, testSandbox } from './support/proxy.ts'
import type { ProxyBehavior, Reply } from './support/proxy.ts'

/** Rules that a refusal speaks for: they hold only where the same request, made valid, succeeds. */
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

/** Answers everything alike. */
function always(reply: Reply | 'drop'): ProxyBehavior {
  return () => Promise.resolve(reply)
}

const html: Reply = {
  status: 200,
  headers: [['Content-Type', 'text/html']],
  body: Buffer.from('<!doctype html><title>It works</title>'),
}

describe('a wrong server never passes', () => {
  test('404 to everything', async () => {
    const report = await testSandbox({
      behavior: always(await exampleReply('leanrails', 404, 'intent_missing')),
    })
    expect(exitCode(report)).toBe(1)
    expect(passedRejectionRules(report)).toEqual([])
    expect(report.summary.failed).toBeGreaterThan(10)
  })

  test('400 to everything, as if each were already canceled', async () => {
    const report = await testSandbox({
      behavior: always(await exampleReply('leanrails', 400, 'already_canceled')),
    })
    expect(exitCode(report)).toBe(1)
    expect(passedRejectionRules(report)).toEqual([])
  })

  test('500 to everything', async () => {
    const report = await testSandbox({
      behavior: always(await exampleReply('leanrails', 500, 'internal_error')),
    })
    expect(exitCode(report)).toBe(1)
    expect(passedRejectionRules(report)).toEqual([])
    expect(report.rules.find(({ id }) => id === 'cancelPaymentIntent/no-server-error')?.verdict).toBe(
      'failed',
    )
  })

  test('HTML with 200 to everything that is described', async () => {
    const odd: ProxyBehavior = ({ url }, pass) => (url.endsWith('/cancel') ? Promise.resolve(html) : pass())
    const report = await testSandbox({ behavior: odd })
    expect(exitCode(report)).toBe(1)
    // A status alone is right in the states that allow the operation, and twins are answered alike.
    const alike = /\/(?:lifecycle\/requires_\w+|idempotency\/inProgress)$/
    expect(passedRejectionRules(report).filter((id) => !alike.test(id))).toEqual([])
    expect(report.summary.failed).toBeGreaterThan(5)
  })

  test('the right success to everything, with the id echoed', async () => {
    const example = await exampleReply('leanrails', 200, 'without_reason')
    const now = Math.floor(Date.now() / 1000)
    const odd: ProxyBehavior = ({ url }) => {
      const data = JSON.parse(example.body.toString()) as Record<string, unknown>
      const id = url.split('/')[3]
      return Promise.resolve({
        ...example,
        body: Buffer.from(JSON.stringify({ ...data, id, canceled_at: now })),
      })
    }
    const report = await testSandbox({ behavior: odd })
    expect(exitCode(report)).toBe(1)
    // To answer alike is what is asked of replays and twins; nothing else holds.
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

  test('401 to everything but plain requests', async () => {
    const rejection = await exampleReply('leanrails', 401, 'credentials_wrong')
    const odd: ProxyBehavior = (request, pass) => {
      const { method, body } = request
      const isPlain = method === 'POST' && body.length === 0 && header(request, 'authorization') !== undefined
      return isPlain ? pass() : Promise.resolve(rejection)
    }
    const report = await testSandbox({ behavior: odd })
    expect(exitCode(report)).toBe(1)
    const bodyRules = passedRejectionRules(report).filter((id) => /\/body\/|reused\/body/.test(id))
    expect(bodyRules).toEqual([])
    const failed = report.rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)
    expect(failed).toContain('cancelPaymentIntent/body/application/json')
    expect(failed).toContain('cancelPaymentIntent/examples/with_reason')
  })

  test('hanging up on bodies that are no JSON is told as a failure, not as silence', async () => {
    const odd: ProxyBehavior = ({ body }, pass) => {
      try {
        if (body.length > 0) JSON.parse(body.toString())
        return pass()
      } catch {
        return Promise.resolve('drop')
      }
    }
    const report = await testSandbox({ behavior: odd, only: ['malformed'] })
    const rule = report.rules.find(({ id }) => id === 'cancelPaymentIntent/no-server-error')
    expect(rule?.verdict).toBe('failed')
    expect(rule?.failures[0]).toMatchObject({ expected: 'an answer' })
    expect(rule?.failures[0]?.actual).toMatch(/dropped the connection$/)
    expect(rule?.failures[0]?.curl).toContain('curl ')
  })

  test('dying in the middle ends the run, and is told', async () => {
    let alive = true
    const odd: ProxyBehavior = (request, pass) => {
      alive &&= !request.body.includes('NaN')
      return alive ? pass() : Promise.resolve('drop')
    }
    const report = await testSandbox({ behavior: odd })
    expect(exitCode(report)).toBe(1)
    expect(report.rules.some(({ reason }) => reason?.includes('the target gave no answers any more'))).toBe(
      true,
    )
    expect(report.rules.find(({ id }) => id === 'cancelPaymentIntent/no-server-error')?.verdict).toBe(
      'failed',
    )
  })

  test('401 to everything cannot be judged', async () => {
    const rejection = await exampleReply('leanrails', 401, 'credentials_wrong')
    await expect(testSandbox({ behavior: always(rejection) })).rejects.toThrow(
      'Cannot run: the API key was refused (401) for a plain valid request. Check --api-key, and that it belongs to this server.',
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
  ])('%s to everything cannot be judged', async (_, odd, said) => {
    await expect(testSandbox({ behavior: odd })).rejects.toThrow(
      `answers everything alike, as the description does not know it (${said}`,
    )
  })

  test('hanging up on everything cannot be judged', async () => {
    await expect(testSandbox({ behavior: always('drop') })).rejects.toThrow(
      /^Cannot run: http:\/\/127\.0\.0\.1:\d+ dropped the connection\.$/,
    )
  })

  test('a wait of hours for everything cannot be judged', async () => {
    const limited = await exampleReply('leanrails', 429, 'too_many_requests')
    const odd = always({ ...limited, headers: [...limited.headers, ['Retry-After', '7200']] })
    await expect(testSandbox({ behavior: odd })).rejects.toThrow(
      /^Cannot run: .* asks to wait 7200 s \(429 with Retry-After\)\.$/,
    )
  })
})
