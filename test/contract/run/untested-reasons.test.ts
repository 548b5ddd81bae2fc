import { expect, test } from 'vitest'
import { byReason } from '../../../src/contract/report/reasons.ts'
import { runContract } from '../../../src/contract/index.ts'
import type { Fixtures } from '../../../src/contract/index.ts'
import { makePlan } from '../../../src/contract/run/plan.ts'
import { Results } from '../../../src/contract/run/results.ts'
import { verdicts } from '../../../src/contract/run/verdicts.ts'
import { readDescription } from '../../../src/description/index.ts'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'
import { exampleReply, header, startProxy } from '../support/proxy.ts'

const APIS = ['leanrails', 'stripe', 'test/contract/trains/trains.yaml'] as const

/** Returns the reports of a run in which no case says anything. */
async function silent(api: string, hasFixtures: boolean) {
  const plan = makePlan(await readDescription(process.cwd(), api), { runs: 1, hasFixtures })
  return { plan, rules: verdicts(plan, new Results(), new Map(), hasFixtures) }
}

test.each(APIS)('no rule of %s asks for --fixtures if they are given', async (api) => {
  const { rules } = await silent(api, true)
  const asking = rules.filter(({ reason }) => /--fixtures/.test(reason ?? ''))
  expect(asking.map(({ id, reason }) => [id, reason])).toEqual([])
})

test.each(APIS)(
  'every response of %s that the report asks the fixtures for is asked of them',
  async (api) => {
    for (const hasFixtures of [true, false]) {
      const { rules, plan } = await silent(api, hasFixtures)
      const cases = new Set(plan.cases.map(({ id }) => id))
      for (const { advice, rules: group } of byReason(rules)) {
        const status = /`provoke: (\d+)`/.exec(advice ?? '')?.[1]
        if (status === undefined) continue
        for (const { id } of group.filter((rule) => !rule.id.startsWith('schemas/')))
          expect(cases, id).toContain(`provoked/${id.split('/')[0]}/${status}`)
      }
    }
  },
)

/** Tests the sandbox of Stripe behind a server that executes one request at a time, so that none is in progress. */
async function testSerialized(fixtures: (own: Fixtures) => Fixtures | undefined) {
  const target = await startLocalTarget('stripe')
  let last: Promise<unknown> = Promise.resolve()
  const proxy = await startProxy(target.baseUrl, (_, pass) => {
    const turn = last.then(() => pass())
    last = turn.catch(() => undefined)
    return turn
  })
  try {
    const given = fixtures(target.fixtures)
    const { rules } = await runContract({
      description: await readDescription(process.cwd(), 'stripe'),
      target: { baseUrl: proxy.url, apiKey: target.apiKey },
      ...(given !== undefined && { fixtures: given }),
      selection: { only: ['concurrency', 'provoked', 'lifecycle'] },
      seed: 1,
    })
    const [group] = byReason(rules.filter(({ id }) => id.endsWith('/releases/conflict')))
    return group && { reason: group.reason, advice: group.advice }
  } finally {
    await proxy.close()
    await target.close()
  }
}

test('a server on which no key is in progress leaves a conflict untested, and the advice is to provoke one', async () => {
  const given = await testSerialized((own) => ({ create: (...given) => own.create(...given) }))
  expect(given).toEqual({
    reason: 'needs `provoke` in the fixture module for 409',
    advice: 'return a resource for `provoke: 409` from fixtures',
  })
  expect(await testSerialized(() => undefined)).toMatchObject({ advice: 'add `--fixtures`' })
})

test('a provoked conflict must release the key', async () => {
  for (const [isStored, verdict] of [
    [true, 'failed'],
    [false, 'passed'],
  ] as const) {
    const target = await startLocalTarget('stripe')
    const conflicting = new Set<string>()
    const keys = new Set<unknown>()
    const conflict = await exampleReply('stripe', 409, 'key_in_use')
    const proxy = await startProxy(target.baseUrl, (request, pass) => {
      const id = [...conflicting].find((one) => request.url.includes(one))
      const key = header(request, 'Idempotency-Key')
      if (id !== undefined) keys.add(key)
      if (id !== undefined || (isStored && keys.has(key))) {
        conflicting.delete(id ?? '')
        return Promise.resolve(conflict)
      }
      return pass()
    })
    try {
      const { rules } = await runContract({
        description: await readDescription(process.cwd(), 'stripe'),
        target: { baseUrl: proxy.url, apiKey: target.apiKey },
        fixtures: {
          ...target.fixtures,
          provoke: async (status, context) => {
            const made = await target.fixtures.create('requires_payment_method', context)
            const id = (made as { intent: string } | undefined)?.intent
            if (id !== undefined && status === '409') conflicting.add(id)
            return status === '409' ? made : undefined
          },
        },
        selection: { only: ['provoked'] },
        seed: 1,
      })
      expect(rules.find(({ id }) => id.endsWith('/releases/conflict'))).toMatchObject({ verdict })
    } finally {
      await proxy.close()
      await target.close()
    }
  }
})
