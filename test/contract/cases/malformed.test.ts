import { expect, test } from 'vitest'
import { exampleReply, failedRules, testSandbox } from '../support/proxy.ts'
import type { ProxyBehavior } from '../support/proxy.ts'

/** Rejects every request with a reason, which no rule about media types and syntax may depend on. */
const rejectsReasons: ProxyBehavior = (request, pass) =>
  isObject(request.body.toString()) && request.body.includes('cancellation_reason')
    ? exampleReply('leanrails', 400, 'reason_wrong_type')
    : pass()

function isObject(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

const verdictsOf = async (behavior: ProxyBehavior): Promise<Record<string, string>> => {
  const report = await testSandbox({ behavior, only: ['malformed'] })
  return Object.fromEntries(
    report.rules
      .filter(({ id }) => /\/body\/.*(?:contentType|malformed)$/.test(id))
      .map(({ id, verdict }) => [id, verdict]),
  )
}

const MALFORMED = 'cancelPaymentIntent/body/application/json/malformed'
const CONTENT_TYPE = 'cancelPaymentIntent/body/contentType'

test('an optional property that the server rejects hides nothing about media types and syntax', async () => {
  expect(await verdictsOf(rejectsReasons)).toEqual({ [MALFORMED]: 'passed', [CONTENT_TYPE]: 'passed' })
  const withoutChecks: ProxyBehavior = (request, pass) =>
    rejectsReasons(request, (changes = {}) => {
      const isWrong = !isObject(request.body.toString()) || !isJson(request.headers)
      return pass(isWrong ? { ...changes, body: Buffer.alloc(0) } : changes)
    })
  expect(await verdictsOf(withoutChecks)).toEqual({ [MALFORMED]: 'failed', [CONTENT_TYPE]: 'failed' })
})

function isJson(headers: readonly (readonly [string, string])[]): boolean {
  return headers.some(([name, value]) => /^content-type$/i.test(name) && value.startsWith('application/json'))
}

test.each(['leanrails', 'stripe'] as const)(
  'detects that %s adds a parameter of the query to the body',
  async (api) => {
    const report = await testSandbox({ api, faults: ['query-added-to-body'], only: ['malformed'] })
    const failed = report.rules.filter(({ verdict }) => verdict === 'failed')
    expect(failed.map(({ id }) => id)).toEqual(['cancelPaymentIntent/responses/200/criteria/2'])
  },
)

test('a server or proxy may reject an undescribed query', async () => {
  const report = await testSandbox({
    only: ['malformed'],
    behavior: ({ url }, pass) =>
      url.includes('?cancellation_reason=')
        ? Promise.resolve({ status: 400, headers: [], body: Buffer.from('unknown parameter') })
        : pass(),
  })
  expect(failedRules(report)).toEqual([])
})
