import { expect, test } from 'vitest'
import { failedRules, testSandbox } from '../support/proxy.ts'
import { scaled } from '../../time-scale.ts'

test.each([
  ['stripe', 'race-without-key', 'lifecycle/once'],
  ['stripe', 'waiting-replay-unmarked', 'idempotency/replay/Idempotent-Replayed'],
  ['leanrails', 'race-key-of-two-accounts', 'idempotency/scope'],
  ['stripe', 'race-key-of-two-accounts', 'idempotency/scope'],
  ['leanrails', 'race-key-of-others', 'lifecycle/canceled'],
  ['stripe', 'race-key-of-others', 'lifecycle/canceled'],
] as const)(
  'the concurrent requests of %s detect %s',
  async (api, fault, rule) => {
    const report = await testSandbox({ api, faults: [fault], only: ['concurrency'] })
    const failed = report.rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)
    expect(failed).toEqual([`cancelPaymentIntent/${rule}`])
  },
  scaled(30_000),
)

test.each(['leanrails', 'stripe'] as const)(
  'the concurrent requests of %s detect that a rejection is a success for those that wait for it',
  async (api) => {
    const faults = ['race-rejection-as-success']
    const report = await testSandbox({ api, faults, only: ['concurrency/*/4 concurrent*'] })
    const failed = report.rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)
    expect(failed).toContain('cancelPaymentIntent/idempotency/inProgress')
  },
  scaled(30_000),
)

test.each(['leanrails', 'stripe'] as const)(
  'the concurrent requests of %s find nothing in a correct server',
  async (api) => {
    expect(failedRules(await testSandbox({ api, only: ['concurrency'] }))).toEqual([])
  },
  scaled(30_000),
)
