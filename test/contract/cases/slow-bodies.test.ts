import { expect, test } from 'vitest'
import { bodyGate } from '../../../src/contract/http/body-gate.ts'
import { failedRules, testSandbox } from '../support/proxy.ts'
import { scaled } from '../../time-scale.ts'

test('the gate of bodies opens when the last request arrives', async () => {
  const wait = bodyGate(2, 0)
  const order: string[] = []
  const first = wait().then(() => order.push('open'))
  order.push('one arrived')
  await Promise.all([first, wait()])
  expect(order).toEqual(['one arrived', 'open'])
  // A request that is sent again finds it open.
  await wait()
})

test(
  'a server that serves one request at a time passes with slow bodies',
  async () => {
    let turn: Promise<unknown> = Promise.resolve()
    const report = await testSandbox({
      only: ['concurrency'],
      behavior: (_, pass) => {
        const reply = turn.then(() => pass())
        turn = reply.catch(() => undefined)
        return reply
      },
    })
    expect(failedRules(report)).toEqual([])
    const { rules } = report
    const passed = (id: string): boolean =>
      rules.some((rule) => rule.id === `cancelPaymentIntent/${id}` && rule.verdict === 'passed')
    expect(
      ['lifecycle/once', 'idempotency/inProgress', 'idempotency/mismatch/body'].filter(passed),
    ).toHaveLength(3)
  },
  scaled(30_000),
)
