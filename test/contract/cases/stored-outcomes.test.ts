import { expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import type { ApiName } from '../../../src/sandbox/index.ts'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'
import { describedOnce, exampleReply, testSandbox } from '../support/proxy.ts'

/** Runs one case against a sandbox. Returns the failed rules. */
async function failedRules(api: ApiName, name: string, faults: readonly string[]): Promise<string[]> {
  const { fixtures, close, ...target } = await startLocalTarget(api, { faults })
  try {
    const description = await describedOnce(api)
    const selection = { only: [name] }
    const { rules } = await runContract({ description, seed: 1, fixtures, target, selection })
    const tested = rules.filter(({ verdict }) => verdict !== 'untested')
    expect(tested.length).toBeGreaterThan(0)
    return tested.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)
  } finally {
    await close()
  }
}

test.each<[ApiName, string, string, string]>([
  ['leanrails', 'failure-keeps-key-in-use', 'provoked/*/500', 'idempotency/inProgress'],
  [
    'leanrails',
    'success-in-current-state',
    'idempotency/*/replay of a success after *',
    'idempotency/stores/success',
  ],
  [
    'stripe',
    'success-in-current-state',
    'idempotency/*/replay of a success after *',
    'idempotency/stores/success',
  ],
  [
    'leanrails',
    'replay-executes-again',
    'idempotency/*/replay of a success after *',
    'idempotency/stores/success',
  ],
  ['stripe', 'reuse-by-content-type', 'idempotency/*/replay with other headers', 'idempotency/replay'],
  ['leanrails', 'used-key-with-any-method', 'idempotency/*/used key in *', 'method'],
  ['leanrails', 'used-key-without-credentials', 'idempotency/*/used key in *', 'security/missing'],
  ['stripe', 'used-key-with-any-credentials', 'idempotency/*/used key in *', 'security/secretKey/wrong'],
])('%s: `%s` fails the case %s', async (api, fault, name, rule) => {
  expect(await failedRules(api, name, [fault])).toContain(`cancelPaymentIntent/${rule}`)
  expect(await failedRules(api, name, [])).toEqual([])
})

test('a fixture that moves only some of a resource shows nothing about replays', async () => {
  const { fixtures, close, ...target } = await startLocalTarget('leanrails')
  try {
    const { rules } = await runContract({
      description: await describedOnce('leanrails'),
      seed: 1,
      fixtures: { ...fixtures, move: () => Promise.resolve(true) },
      target,
      selection: { only: ['idempotency/*/replay of a success after *'] },
    })
    expect(rules.filter(({ verdict }) => verdict === 'failed')).toEqual([])
  } finally {
    await close()
  }
})

test('any rejection of a used key without credentials is no proof that missing ones are rejected well', async () => {
  const { rules } = await testSandbox({ only: ['idempotency/*/used key in a request that is rejected'] })
  expect(rules.find(({ id }) => id === 'cancelPaymentIntent/security/missing')?.verdict).toBe('untested')
})

test('a failure that is stored is no failure', async () => {
  const { rules } = await testSandbox({
    only: ['provoked/*/500'],
    behavior: () => exampleReply('leanrails', 500, 'internal_error'),
  })
  expect(rules.filter(({ verdict }) => verdict === 'failed')).toEqual([])
  expect(rules.find(({ id }) => id.endsWith('/idempotency/inProgress'))?.verdict).toBe('passed')
})

test('a rate limit between the requests of a provoked failure is waited for', async () => {
  const limited = await exampleReply('stripe', 429, 'rate_limit')
  let isLimited = false
  const { rules } = await testSandbox({
    api: 'stripe',
    only: ['provoked/*/500'],
    behavior: (_, pass) => {
      isLimited = !isLimited
      return isLimited ? Promise.resolve(limited) : pass()
    },
  })
  expect(rules.filter(({ verdict }) => verdict === 'failed')).toEqual([])
  expect(rules.find(({ id }) => id.endsWith('/stores/failure'))?.verdict).toBe('passed')
})
