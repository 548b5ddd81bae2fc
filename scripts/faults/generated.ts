import { readDescription } from '../../src/description/index.ts'
import { listRules } from '../../src/contract/index.ts'
import { reportOf, selftest } from '../../src/faults/index.ts'
import type { SelftestReport, TriedFault } from '../../src/faults/index.ts'
import type { Row } from './page.ts'

/** Results for the faults that are made from the description of one API. */
export interface GeneratedResults {
  readonly api: string
  readonly report: SelftestReport
  readonly agreement: Agreement
}

/** How often a generated fault predicts whether a hand-written one is found that violates the same rule. */
export interface Agreement {
  /** The hand-written faults whose rule a generated fault violates, too. */
  readonly similar: number
  readonly agreeing: number
  readonly disagreeing: readonly string[]
}

/** A hand-written fault, and whether the contract finds it. */
export type Known = Pick<Row, 'fault' | 'rule' | 'detected'>

/** Tries the generated faults of an API, and compares the results with those of the hand-written ones. */
export async function tryGenerated(api: string, known: readonly Known[]): Promise<GeneratedResults> {
  const description = await readDescription(process.cwd(), api)
  const result = await selftest({ description })
  const pointers = new Map<string, string>(listRules(description).map(({ id, pointer }) => [id, pointer]))
  return { api, report: reportOf(result), agreement: compare(result.tried, known, pointers) }
}

function compare(
  tried: readonly TriedFault[],
  known: readonly Known[],
  pointers: ReadonlyMap<string, string>,
): Agreement {
  const byPointer = new Map<string, TriedFault[]>()
  for (const each of tried) {
    // A fault that the description allows violates no rule, and one without a difference predicts nothing.
    if (each.fault.advice !== undefined || each.verdict === 'unobservable') continue
    const { pointer } = each.fault
    byPointer.set(pointer, [...(byPointer.get(pointer) ?? []), each])
  }
  const similar = known.flatMap(({ fault, rule, detected }) => {
    const generated = byPointer.get(pointers.get(rule) ?? '') ?? []
    if (generated.length === 0) return []
    const noticed = generated.filter(({ verdict }) => verdict === 'noticed').length
    return [{ fault, agrees: noticed * 2 > generated.length === detected }]
  })
  const disagreeing = similar.filter(({ agrees }) => !agrees).map(({ fault }) => fault)
  return { similar: similar.length, agreeing: similar.length - disagreeing.length, disagreeing }
}
