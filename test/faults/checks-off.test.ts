import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checks } from '../../src/contract/checks/index.ts'
import type { Check as ResponseCheck } from '../../src/contract/checks/check.ts'
import { body } from '../../src/contract/checks/body.ts'
import { criteria } from '../../src/contract/checks/criteria.ts'
import { headers } from '../../src/contract/checks/headers.ts'
import { leaks } from '../../src/contract/checks/leaks.ts'
import { mediaType } from '../../src/contract/checks/media-type.ts'
import { unchanged } from '../../src/contract/checks/unchanged.ts'
import { readDescription } from '../../src/description/index.ts'
import type { Description } from '../../src/description/index.ts'
import { prepareSelftest, reportOf } from '../../src/faults/index.ts'
import type { Fault, Preparation, SelftestReport } from '../../src/faults/index.ts'

/** A check that can be switched off: one of each response, or the cases that make it. */
type Check = ResponseCheck | readonly string[]

/** Ten checks, and the fault that only each of them notices. */
const CHECKS: readonly (readonly [name: string, check: Check, fault: RegExp])[] = [
  ['secrets in responses', leaks, /^leaked-secret\/cancelPaymentIntent$/],
  ['media types', mediaType, /^wrong-content\/cancelPaymentIntent\/200\/media-type/],
  ['headers', headers, /^wrong-header\/cancelPaymentIntent\/200\/X-RateLimit-Limit\/missing$/],
  ['bodies', body, /^dropped-field\/components\/schemas\/PaymentIntent\/required\/1$/],
  ['criteria', criteria, /^unmet-criterion\/cancelPaymentIntent\/200\/4\//],
  ['what stays unchanged', unchanged, /^wrong-value\/cancelPaymentIntent\/200\/amount$/],
  ['credentials', ['*/security/*'], /^unchecked-credentials\/cancelPaymentIntent\/missing/],
  ['states', ['*/lifecycle/succeeded', '*, succeeded'], /^wrong-state\/cancelPaymentIntent\/succeeded/],
  ['idempotency keys', ['*/idempotency/*'], /^ignored-key\/cancelPaymentIntent\/mismatch-body$/],
  [
    'invalid requests',
    ['boundaries', 'malformed', 'generated'],
    /^unchecked-content\/cancelPaymentIntent\/media-type$/,
  ],
]

describe('the score of LeanRails', () => {
  let description: Description
  let contract: Preparation
  let selected: Fault[]
  let whole: SelftestReport

  const report = async (faults: readonly Fault[], skip?: readonly string[]): Promise<SelftestReport> =>
    reportOf({
      description,
      seed: 1,
      known: faults.length,
      tried: await contract.tryFaults(faults, skip),
      problems: contract.problems,
      clean: contract.clean,
      durationMs: 0,
    })
  const reportWithout = async (check: Check): Promise<SelftestReport> => {
    if (typeof check !== 'function') return report(selected, check)
    const list = checks as ResponseCheck[]
    const index = list.indexOf(check)
    list.splice(index, 1)
    try {
      return await report(selected)
    } finally {
      list.splice(index, 0, check)
    }
  }
  const survivorsOf = ({ faults }: SelftestReport) =>
    faults.flatMap(({ id, verdict }) => (verdict === 'survived' ? [id] : []))

  beforeAll(async () => {
    description = await readDescription(process.cwd(), 'leanrails')
    contract = await prepareSelftest({ description, runs: 3 })
    selected = CHECKS.map(([, , pattern]) => {
      const fault = contract.faults.find(({ id }) => pattern.test(id))
      if (fault === undefined) throw new Error(`No fault matches ${String(pattern)}.`)
      return fault
    })
    whole = await report(selected)
  })

  afterAll(() => contract.close())

  test('is 100 % for these faults if all checks are made', () => {
    expect(survivorsOf(whole)).toEqual([])
    expect(whole.score).toBe(100)
  })

  test.each(CHECKS)(
    'is lower without the check of %s, and only its fault survives',
    async (_, check, fault) => {
      const partial = await reportWithout(check)
      expect(partial.score).toBeLessThan(whole.score)
      expect(survivorsOf(partial)).toEqual([expect.stringMatching(fault)])
    },
  )
})
