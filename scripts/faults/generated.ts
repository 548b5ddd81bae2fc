import { readDescription } from '../../src/description/index.ts'
import { listRules } from '../../src/contract/index.ts'
import { reportOf, selftest } from '../../src/faults/index.ts'
import type { SelftestReport, TriedFault } from '../../src/faults/index.ts'
import type { Row } from './page.ts'

/** Results for the faults that are made from the description of one API. */
export interface GeneratedResults {
  readonly api: string
  readonly report: SelftestReport
  /** For each kind of the hand-written catalogue that a generated fault resembles. */
  readonly agreements: readonly Agreement[]
}

/** The hand-written faults of one kind that violate the same rule as a generated one. */
export interface Agreement {
  readonly kind: string
  /** How many there are, and for how many the generated ones predict whether the contract finds it. */
  readonly similar: number
  readonly agreeing: number
}

/** The least share of a kind that must agree. */
export const LEAST_AGREEMENT = 0.95

/** A hand-written fault, and whether the contract finds it. */
export type Known = Pick<Row, 'kind' | 'fault' | 'rule' | 'detected'>

/** Tries the generated faults of an API, and compares the results with those of the hand-written ones. */
export async function tryGenerated(api: string, known: readonly Known[]): Promise<GeneratedResults> {
  const description = await readDescription(process.cwd(), api)
  const result = await selftest({ description })
  const pointers = new Map<string, string>(listRules(description).map(({ id, pointer }) => [id, pointer]))
  return { api, report: reportOf(result), agreements: compare(result.tried, known, pointers) }
}

/** Compares each hand-written fault with the generated ones that violate the same rule: whether most are noticed. */
function compare(
  tried: readonly TriedFault[],
  known: readonly Known[],
  pointers: ReadonlyMap<string, string>,
): Agreement[] {
  const byPointer = new Map<string, TriedFault[]>()
  for (const each of tried) {
    // A fault that the description allows violates no rule, and one without a difference predicts nothing.
    if (each.fault.advice !== undefined || each.verdict === 'unobservable') continue
    const { pointer } = each.fault
    byPointer.set(pointer, [...(byPointer.get(pointer) ?? []), each])
  }
  const byKind = new Map<string, Agreement>()
  for (const { kind, rule, detected } of known) {
    const generated = byPointer.get(pointers.get(rule) ?? '') ?? []
    if (generated.length === 0) continue
    const noticed = generated.filter(({ verdict }) => verdict === 'noticed').length
    const agrees = noticed * 2 > generated.length === detected
    const { similar, agreeing } = byKind.get(kind) ?? { similar: 0, agreeing: 0 }
    byKind.set(kind, { kind, similar: similar + 1, agreeing: agreeing + Number(agrees) })
  }
  return [...byKind.values()]
}
