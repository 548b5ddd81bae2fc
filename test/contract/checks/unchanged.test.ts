import { expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import type { Fixtures } from '../../../src/contract/index.ts'
import type { FixtureResult } from '../../../src/contract/fixtures/types.ts'
import { readDescription } from '../../../src/description/index.ts'
import { apiNames } from '../../../src/sandbox/keys.ts'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'

interface Given {
  readonly id: string
  readonly resource: Record<string, unknown>
}

/** Tests a sandbox with fixtures that return what `change` makes of their result. */
async function unchangedRule(
  change: (given: Given, parameter: string) => FixtureResult,
  faults: string[] = [],
  api: (typeof apiNames)[number] = 'leanrails',
) {
  const description = await readDescription(process.cwd(), api)
  const { fixtures, close, ...target } = await startLocalTarget(api, { faults })
  const changed: Fixtures = {
    create: async (state, context) => {
      const { resource } = (await fixtures.create(state, context)) as Given
      const parameter = api === 'leanrails' ? 'id' : 'intent'
      return change({ id: String(resource['id']), resource }, parameter)
    },
  }
  try {
    const report = await runContract({
      description,
      target,
      fixtures: changed,
      seed: 1,
      selection: { only: ['lifecycle'] },
    })
    return report.rules.find(({ id }) => id === 'cancelPaymentIntent/lifecycle/unchanged')
  } finally {
    await close()
  }
}

test.each(apiNames)(
  'the fields that a success of %s does not change are those of the fixture',
  async (api) => {
    const given = ({ id, resource }: Given, name: string): FixtureResult => ({ [name]: id, resource })
    expect(await unchangedRule(given, [], api)).toMatchObject({ verdict: 'passed' })
    const failed = await unchangedRule(given, ['cancel-zeroes-amount'], api)
    expect(failed).toMatchObject({
      verdict: 'failed',
      failures: expect.arrayContaining([
        expect.objectContaining({
          expected: 'what the resource had before: /amount 2000',
          actual: '/amount 0',
        }),
      ]) as unknown,
    })
  },
)

test('the resource may be given beside values by location', async () => {
  const given = ({ id, resource }: Given): FixtureResult => ({ path: { id }, resource })
  expect(await unchangedRule(given, ['cancel-loses-metadata'])).toMatchObject({ verdict: 'failed' })
})

test('a form of the resource with other fields is compared by what both have', async () => {
  const given = ({ id, resource }: Given): FixtureResult => ({
    id,
    resource: { amount: resource['amount'], currency: resource['currency'], internal: 'x', status: 'NEW' },
  })
  expect(await unchangedRule(given)).toMatchObject({ verdict: 'passed' })
  expect(await unchangedRule(given, ['cancel-resets-currency'])).toMatchObject({ verdict: 'failed' })
})

test('what the description does not know may come, go and change', async () => {
  const given = ({ id, resource }: Given): FixtureResult => ({
    id,
    resource: {
      ...resource,
      updated_at: 1,
      charges: { ...(resource['charges'] as object), internal: 'x' },
    },
  })
  expect(await unchangedRule(given)).toMatchObject({ verdict: 'passed' })
  expect(await unchangedRule(given, ['cancel-adds-metadata'])).toMatchObject({ verdict: 'failed' })
})

test('a rule about unchanged fields says how to reach it without the resource', async () => {
  expect(await unchangedRule(({ id }) => ({ id }))).toMatchObject({
    verdict: 'untested',
    reason: 'needs the resource before: return `{ id, resource }` from the fixtures',
  })
})
