import { expect, test } from 'vitest'
import { exampleReply, failedRules, testSandbox } from '../support/proxy.ts'
import type { Report } from '../../../src/contract/index.ts'
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

const idsOfFailed = ({ rules }: Report): string[] =>
  rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)

const verdictsOf = async (behavior: ProxyBehavior): Promise<Record<string, string>> => {
  const report = await testSandbox({ behavior, only: ['malformed'] })
  return Object.fromEntries(
    report.rules
      .filter(({ id }) => /\/body\/.*(?:contentType|malformed)$/.test(id))
      .map(({ id, verdict }) => [id, verdict]),
  )
}

const MALFORMED = 'cancelPaymentIntent/body/application/json/malformed'
const FORM = 'cancelPaymentIntent/body/application/x-www-form-urlencoded/malformed'
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

test('a number with a leading zero is no JSON', async () => {
  const reads: ProxyBehavior = ({ body }, pass) =>
    body.includes(':07}') ? pass({ body: Buffer.from(body.toString().replace(':07}', ':7}')) }) : pass()
  expect((await verdictsOf(reads))[MALFORMED]).toBe('failed')
})

test('a compressed body may be rejected, but must not be a server error', async () => {
  const answers =
    (status: number, name: string): ProxyBehavior =>
    ({ headers }, pass) =>
      headers.some(([header]) => header.toLowerCase() === 'content-encoding')
        ? exampleReply('leanrails', status, name)
        : pass()
  const failed = async (behavior: ProxyBehavior): Promise<string[]> =>
    idsOfFailed(await testSandbox({ behavior, only: ['protocol'] }))
  expect(await failed(answers(415, 'media_type_unsupported'))).toEqual([])
  expect(await failed(answers(500, 'internal_error'))).toEqual(['cancelPaymentIntent/no-server-error'])
})

test('a form parser that ends a value at a second equals sign is found', async () => {
  const behavior: ProxyBehavior = ({ body }, pass) =>
    pass({ body: Buffer.from(body.toString('latin1').replace(/(=\w+)=\w+$/, '$1'), 'latin1') })
  const report = await testSandbox({ api: 'stripe', behavior, only: ['malformed'] })
  expect(idsOfFailed(report)).toContain(FORM)
})
