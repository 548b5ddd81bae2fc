import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checks } from '../../src/contract/checks/index.ts'
import type { Check } from '../../src/contract/checks/check.ts'
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

/** The checks of responses, and which faults only they notice. */
const CHECKS: readonly (readonly [name: string, check: Check, fault: RegExp])[] = [
  ['leaks', leaks, /^leaked-secret\/cancelPaymentIntent$/],
  ['mediaType', mediaType, /^wrong-content\/cancelPaymentIntent\/200\/media-type/],
  ['headers', headers, /^wrong-header\/cancelPaymentIntent\/200\/X-RateLimit-Limit\/missing$/],
  ['body', body, /^dropped-field\/components\/schemas\/PaymentIntent\/required\/1$/],
  ['criteria', criteria, /^unmet-criterion\/cancelPaymentIntent\/200\/4\//],
  ['unchanged', unchanged, /^wrong-value\/cancelPaymentIntent\/200\/amount$/],
]

/** The checks of cases, as the patterns that leave them out, and which faults only they notice. */
const CASES: readonly (readonly [name: string, skip: readonly string[], fault: RegExp])[] = [
  ['credentials', ['*/security/*'], /^unchecked-credentials\/cancelPaymentIntent\/missing/],
  ['states', ['lifecycle'], /^wrong-state\/cancelPaymentIntent\/succeeded/],
  ['keys', ['*/idempotency/*'], /^ignored-key\/cancelPaymentIntent\/mismatch-body$/],
  [
    'bodies',
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
  const survivorsOf = ({ faults }: SelftestReport) =>
    faults.flatMap(({ id, verdict }) => (verdict === 'survived' ? [id] : []))

  beforeAll(async () => {
    description = await readDescription(process.cwd(), 'leanrails')
    contract = await prepareSelftest({ description, runs: 3 })
    const patterns = [...CHECKS.map(([, , fault]) => fault), ...CASES.map(([, , fault]) => fault)]
    selected = patterns.map((pattern) => {
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

  test.each(CHECKS)('is lower without the check `%s`, and its fault survives', async (_, check, fault) => {
    const list = checks as Check[]
    const index = list.indexOf(check)
    list.splice(index, 1)
    try {
      const partial = await report(selected)
      expect(partial.score).toBeLessThan(whole.score)
      expect(survivorsOf(partial).filter((id) => fault.test(id))).toHaveLength(1)
    } finally {
      list.splice(index, 0, check)
    }
  })

  test.each(CASES)('is lower without the cases of %s, and their fault survives', async (_, skip, fault) => {
    const partial = await report(selected, skip)
    expect(partial.score).toBeLessThan(whole.score)
    expect(survivorsOf(partial).filter((id) => fault.test(id))).toHaveLength(1)
  })
})
