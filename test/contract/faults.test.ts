import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { testSandbox } from '../../scripts/faults/test-sandbox.ts'
import { detectionOf } from '../../scripts/faults/fault-detection.ts'
import { PAGE, readGenerated, readPage, withGenerated, writePage } from '../../scripts/faults/page.ts'
import { readDescription } from '../../src/description/index.ts'
import type { SelftestReport } from '../../src/faults/index.ts'
import { faults, type ApiName, type FaultName } from '../../src/sandbox/index.ts'

const EMPTY_REPORT: SelftestReport = {
  format: 'selftest/1',
  api: 'leanrails',
  seed: 1,
  known: 0,
  tried: 0,
  observable: 0,
  noticed: 0,
  score: 0,
  cases: 0,
  durationMs: 0,
  excluded: [],
  problems: [],
  survivors: [],
  faults: [],
}

/** How many faults of each API are tested here. `npm run faults -- --check` tests them all. */
const SAMPLE = 6

const apis = ['leanrails', 'stripe'] as const
const rows = readPage(readFileSync(PAGE, 'utf8'))
const rowsOf = (api: ApiName) => rows.filter((row) => row.api === api)

/** Returns every n-th row: some of each kind, and the same ones each time. A race may be missed on a busy machine. */
const sample = (api: ApiName) => {
  const certain = rowsOf(api).filter(({ kind }) => kind !== 'race')
  return Array.from({ length: SAMPLE }, (_, index) => certain[Math.floor((index * certain.length) / SAMPLE)])
    .filter((row) => row !== undefined)
    .map(({ fault, rule }) => ({ fault, rule }))
}

/** Returns the rules that a sandbox fails. */
async function failedRules(
  api: ApiName,
  fault: FaultName | undefined,
  how: { bail?: boolean; first?: string | undefined } = {},
): Promise<string[]> {
  const description = await readDescription(process.cwd(), api)
  const failed = await testSandbox(description, { fault, seed: 1, bail: false, ...how })
  return failed.map(({ id }) => id)
}

describe.each(apis)('the table of the faults of %s', (api) => {
  it('lists exactly the faults of the catalogue', () => {
    expect(rowsOf(api).map(({ fault }) => fault)).toEqual(faults[api].map(({ name }) => name))
  })

  it('has a rule that detects each fault', () => {
    expect(rowsOf(api).filter(({ detected, rule }) => !detected || rule === '')).toEqual([])
  })

  it('has no failed rule for the correct sandbox', async () => {
    expect(await failedRules(api, undefined)).toEqual([])
  })

  it.each(sample(api))('is right that $rule detects $fault', async ({ fault, rule }) => {
    expect(await failedRules(api, fault)).toContain(rule)
  })

  it.each([true, false])('finds a fault, whether the cases that come first find it: %s', async (isOfRule) => {
    const [row] = sample(api)
    const first = isOfRule ? row?.rule : 'cancelPaymentIntent/route'
    expect(await failedRules(api, row?.fault, { bail: true, first })).not.toEqual([])
  })
})

describe('a detection', () => {
  const [one, other] = faults.leanrails
  const rule = (id: string, share = 1) => ({ id, share })

  it('lists rules that always failed before those that sometimes failed, and general rules last', () => {
    const rules = [rule('op/no-server-error', 0.1), rule('op/method', 0.5), rule('op/body/optional')]
    expect(one && detectionOf(one, [{ rules }])).toMatchObject({
      detected: 1,
      rules: ['op/body/optional', 'op/method', 'op/no-server-error'],
    })
  })

  it('lists only the rules that failed in every run', () => {
    const runs = [{ rules: [rule('a'), rule('b')] }, { rules: [rule('b')] }, { rules: [] }]
    expect(one && detectionOf(one, runs)).toMatchObject({ runs: 3, detected: 2, rules: [] })
    expect(one && detectionOf(one, runs.slice(0, 2))).toMatchObject({ runs: 2, detected: 2, rules: ['b'] })
  })

  it('lists the rules of complete runs, and counts those that stopped at the first failed rule', () => {
    const runs = [
      { rules: [rule('a'), rule('b')] },
      { rules: [rule('c')], stoppedEarly: true },
      { rules: [], stoppedEarly: true },
    ]
    const expected = { runs: 3, detected: 2, rules: ['a', 'b'], seen: ['a', 'b', 'c'] }
    expect(one && detectionOf(one, runs)).toMatchObject(expected)
  })

  it('has no rules if a run ended with an error', () => {
    const detection = one && detectionOf(one, [{ rules: [rule('a')] }, { error: 'the key was rejected' }])
    expect(detection).toMatchObject({ detected: 1, rules: [], error: 'the key was rejected' })
  })

  it('is read from the page as it was written', () => {
    if (one === undefined || other === undefined) throw new Error('The catalogue is empty.')
    const detections = [detectionOf(one, [{ rules: [rule('op/a')] }]), detectionOf(other, [{ rules: [] }])]
    expect(readPage(writePage(new Map([['leanrails', detections]]), []))).toEqual([
      { api: 'leanrails', kind: one.kind, fault: one.name, detected: true, rule: 'op/a' },
      { api: 'leanrails', kind: other.kind, fault: other.name, detected: false, rule: '' },
    ])
  })

  it('keeps its rows if only the results of generated faults change', () => {
    if (one === undefined) throw new Error('The catalogue is empty.')
    const page = writePage(new Map([['leanrails', [detectionOf(one, [{ rules: [rule('op/a')] }])]]]), [])
    const fault = { id: 'x', kind: 'wrong-status', text: '', source: 'a.yaml:1', verdict: 'noticed' } as const
    const report = { ...EMPTY_REPORT, noticed: 1, observable: 1, tried: 1, faults: [fault] }
    const agreements = [{ kind: 'encoding', similar: 2, agreeing: 1 }]
    const changed = withGenerated(page, [{ api: 'leanrails', report, agreements }])
    expect(readPage(changed)).toEqual(readPage(page))
    expect(readGenerated(changed)).toEqual([
      '| leanrails | 1 of 1 | 0 |',
      '| encoding | 1 of 2 |',
      '| wrong-status | 1 of 1 |',
    ])
    expect(withGenerated(changed, [])).toBe(page)
  })
})
