import { describe, expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import type { Report } from '../../../src/contract/index.ts'
import { readDescription } from '../../../src/description/index.ts'
import type { FaultName } from '../../../src/sandbox/index.ts'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'
import type { InvalidRequest } from '../../../src/contract/cases/case-context.ts'
import type { Case } from '../../../src/contract/cases/case.ts'
import { CaseSkipped } from '../../../src/contract/cases/case-skipped.ts'
import type { PathParameters } from '../../../src/contract/fixtures/types.ts'
import type { Exchange } from '../../../src/contract/http/exchange.ts'
import { RejectionGroup, groupRejections } from '../../../src/contract/run/rejection-group.ts'
import type { Member } from '../../../src/contract/run/rejection-group.ts'

/** How a server of this test treats an invalid request. */
type Behavior = 'rejects' | 'rejects differently' | 'accepts' | 'rejects and executes' | 'may accept'

/** Runs cases with one request each, by a server that may execute each resource once. Returns what they learn and send. */
async function play(behaviors: readonly Behavior[]): Promise<{ outcomes: string[]; log: string[] }> {
  const log: string[] = []
  const used = new Set<string>()
  let made = 0
  const outcomes = new Map<string, string>()
  const statusOf = (id: string, behavior: Behavior): number => {
    if (used.has(id)) return 410
    const isExecuted = behavior !== 'rejects' && behavior !== 'rejects differently'
    if (isExecuted) used.add(id)
    return behavior === 'accepts' || behavior === 'may accept'
      ? 200
      : behavior === 'rejects differently'
        ? 404
        : 400
  }
  const exchangeOf = (status: number): Exchange => ({ response: { status } }) as Exchange
  const memberOf = (name: string, behavior: Behavior): Member => ({
    resource: () => Promise.resolve({ id: String((made += 1)) }),
    adopt: () => undefined,
    send: ({ resource }) => {
      log.push(`${name} to ${resource['id'] ?? ''}`)
      return Promise.resolve(exchangeOf(statusOf(resource['id'] ?? '', behavior)))
    },
    controlRequest: ({ resource }) => {
      log.push(`control to ${resource['id'] ?? ''}`)
      const status = statusOf(resource['id'] ?? '', 'accepts')
      return status === 200 ? Promise.resolve(exchangeOf(status)) : Promise.reject(new CaseSkipped('410'))
    },
  })
  const group = new RejectionGroup()
  const request: InvalidRequest = {
    plan: (resource: PathParameters) => ({ rawPath: resource }),
    control: {},
    isExpected: ({ response }) => response.status === 400,
  }
  const cases = behaviors.map((behavior, index) => ({ id: `${index + 1}: ${behavior}` }) as Case)
  await group.run(cases, async ({ id }) => {
    const behavior = behaviors[Number.parseInt(id, 10) - 1] ?? 'rejects'
    const mayBeAccepted = behavior === 'may accept'
    const exchange = await group.send(memberOf(id, behavior), { ...request, mayBeAccepted })
    outcomes.set(id, exchange === undefined ? 'alone' : String(exchange.response.status))
  })
  return { outcomes: cases.map(({ id }) => outcomes.get(id) ?? 'never ended'), log }
}

describe('cases whose requests must be rejected', () => {
  test('share a resource and a control request', async () => {
    const { outcomes, log } = await play(['rejects', 'rejects', 'rejects'])
    expect(outcomes).toEqual(['400', '400', '400'])
    expect(log).toEqual(['1: rejects to 1', '2: rejects to 1', '3: rejects to 1', 'control to 1'])
  })

  test('use resources of their own if one of the rejected requests was executed', async () => {
    const { outcomes } = await play(['rejects', 'rejects and executes', 'rejects'])
    expect(outcomes).toEqual(['alone', 'alone', 'alone'])
  })

  test('know an unexpected rejection if the resource is unchanged', async () => {
    const { outcomes } = await play(['rejects', 'rejects differently', 'rejects'])
    expect(outcomes).toEqual(['400', '404', '400'])
  })

  test('know an accepted request at once, and use another resource after it', async () => {
    const { outcomes, log } = await play(['accepts', 'rejects', 'rejects'])
    expect(outcomes).toEqual(['200', '400', '400'])
    expect(log).toEqual([
      '1: accepts to 1',
      'control to 2',
      '2: rejects to 3',
      '3: rejects to 3',
      'control to 3',
    ])
  })

  test('share a control request with those that may be accepted', async () => {
    const { outcomes, log } = await play(['may accept', 'rejects', 'may accept'])
    expect(outcomes).toEqual(['200', '400', '200'])
    expect(log).toEqual(['1: may accept to 2', '2: rejects to 1', '3: may accept to 3', 'control to 1'])
  })

  test('use resources of their own if a later request was accepted', async () => {
    const { outcomes } = await play(['rejects', 'accepts', 'rejects'])
    expect(outcomes).toEqual(['alone', '200', '400'])
  })
})

describe('the groups of cases', () => {
  const consumes = { lifecycle: {} }
  const reads = {}
  const caseOf = (id: string, operation: object, rejects = true): Case =>
    ({ id, operation, rejects }) as unknown as Case
  const idsOf = (cases: readonly Case[]): string[] =>
    groupRejections(cases).map((group) => group.map(({ id }) => id).join(' '))

  test('have only rejections of one operation that changes a state', () => {
    const cases = [
      caseOf('a', consumes),
      caseOf('b', consumes),
      caseOf('c', consumes, false),
      caseOf('d', consumes),
      caseOf('e', reads),
      caseOf('f', reads),
      caseOf('g', { lifecycle: {} }),
    ]
    expect(idsOf(cases)).toEqual(['a b', 'c', 'd', 'e', 'f', 'g'])
  })

  test('have at most 12 cases', () => {
    const cases = Array.from({ length: 30 }, (_, index) => caseOf(String(index), consumes))
    expect(groupRejections(cases).map((group) => group.length)).toEqual([12, 12, 6])
  })
})

describe('a run against the sandbox of LeanRails', () => {
  async function testSandbox(faults: readonly FaultName[]): Promise<Report> {
    const { fixtures, close, ...target } = await startLocalTarget('leanrails', { faults })
    try {
      const description = await readDescription(process.cwd(), 'leanrails')
      const selection = { only: ['boundaries', 'malformed', 'auth', 'protocol'] }
      return await runContract({ description, target, fixtures, selection, seed: 1 })
    } finally {
      await close()
    }
  }

  test('sends fewer than three requests for two cases', async () => {
    const { rules, summary } = await testSandbox([])
    expect(rules.filter(({ verdict }) => verdict === 'failed')).toEqual([])
    expect(summary.exchanges).toBeLessThan(summary.cases * 1.5)
  })

  test('shows which of the requests that share a resource was executed', async () => {
    const { rules } = await testSandbox(['auth-after-execution'])
    const verdictOf = (id: string): string | undefined =>
      rules.find((rule) => rule.id === `cancelPaymentIntent/${id}`)?.verdict
    expect(verdictOf('security/secretKey/wrong')).toBe('failed')
    expect(verdictOf('security/missing')).toBe('failed')
    expect(verdictOf('header.X-API-Version/format')).toBe('passed')
    expect(verdictOf('method')).toBe('passed')
  })
})
