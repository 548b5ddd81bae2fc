import { describe, expect, test } from 'vitest'
import type { Report } from '../../../src/contract/index.ts'
import { exampleReply, testSandbox } from '../support/proxy.ts'
import type { ProxyBehavior } from '../support/proxy.ts'

const ONLY = ['generated']

function reasonIn(body: Buffer): unknown {
  try {
    return (JSON.parse(body.toString()) as { cancellation_reason?: unknown }).cancellation_reason
  } catch {
    return undefined
  }
}

/** Returns the bodies that a report shows for the failed rule, the smallest last. */
function reportedBodies({ rules }: Report, rule: string): string[] {
  const { failures = [] } = rules.find(({ id }) => id === rule) ?? {}
  return failures.map(({ curl }) => /--data-raw (.*)$/.exec(curl.split('\n').at(-1) ?? '')?.[1] ?? '')
}

describe('a failure is shrunk', () => {
  test('to the shortest text that is rejected', async () => {
    const rejection = await exampleReply('leanrails', 400, 'reason_wrong_type')
    const behavior: ProxyBehavior = ({ body }, pass) => {
      const reason = reasonIn(body)
      return typeof reason === 'string' && [...reason].length > 3 ? Promise.resolve(rejection) : pass()
    }
    const report = await testSandbox({ behavior, only: ONLY })
    const [line = ''] = reportedBodies(report, 'cancelPaymentIntent/body/application/json')
    const text = String(reasonIn(Buffer.from(line.slice(1, -1))))
    expect([...text]).toHaveLength(4)
    expect(line).toMatch(/^'\{"cancellation_reason":"[^"]+"\}'$/)
  })

  test('to the simplest invalid value that is accepted', async () => {
    const behavior: ProxyBehavior = ({ body }, pass) =>
      Array.isArray(reasonIn(body)) ? pass({ body: Buffer.from('{}') }) : pass()
    const report = await testSandbox({ behavior, only: ONLY })
    expect(reportedBodies(report, 'cancelPaymentIntent/body/cancellation_reason/type')).toContain(
      `'{"cancellation_reason":[]}'`,
    )
  })
})

test('generated valid and invalid bodies pass on a correct server', async () => {
  const report = await testSandbox({ only: ONLY })
  const verdicts = Object.fromEntries(report.rules.map(({ id, verdict }) => [id, verdict]))
  expect(verdicts).toMatchObject({
    'cancelPaymentIntent/body/application/json': 'passed',
    'cancelPaymentIntent/body/cancellation_reason/type': 'passed',
  })
})
