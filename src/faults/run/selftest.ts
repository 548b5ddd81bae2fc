import { DEFAULT_RUNS, makePlan, matchesCase } from '../../contract/index.ts'
import type { Case, Fixtures } from '../../contract/index.ts'
import type { Description } from '../../description/index.ts'
import { makeFaults, sample } from '../catalogue.ts'
import type { Fault } from '../model/fault.ts'
import { CaseIndex } from './candidates.ts'
import { runClean } from './clean-run.ts'
import type { CleanCase } from './clean-run.ts'
import { KEYS, startCaseRunner } from './case-runner.ts'
import type { CaseRunner } from './case-runner.ts'
import { tryFault } from './try-fault.ts'
import type { FaultResult } from './try-fault.ts'

export interface SelftestOptions {
  readonly description: Description
  readonly fixtures?: Fixtures | undefined
  /** The most faults that are tried. Default: all. */
  readonly sample?: number | undefined
  /** The kinds of faults that are tried: names of operators. Default: all. */
  readonly kinds?: readonly string[] | undefined
  /** The families, rules or cases of the contract that do not run; `*` matches any text. */
  readonly skip?: readonly string[] | undefined
  readonly seed?: number
  readonly runs?: number
  /** How many mocks run at the same time. Default: 6. */
  readonly runners?: number
  readonly onProgress?: (progress: SelftestProgress) => void
}

export interface SelftestProgress {
  readonly phase: 'clean' | 'faults'
  readonly done: number
  readonly total: number
  readonly noticed: number
}

/** A fault, and what the contract makes of it. */
export type TriedFault = { readonly fault: Fault } & FaultResult

/** All that a selftest found out. */
export interface Selftest {
  readonly description: Description
  readonly seed: number
  /** How many faults could have been tried. */
  readonly known: number
  readonly tried: readonly TriedFault[]
  readonly problems: readonly string[]
  readonly clean: readonly CleanCase[]
  readonly durationMs: number
}

const RUNNERS = 6

/** A contract that has run against a correct mock, and can run against faults. */
export interface Preparation {
  readonly faults: readonly Fault[]
  /** Why some kinds of faults are incomplete. */
  readonly problems: readonly string[]
  readonly clean: readonly CleanCase[]
  /** @param skip the cases that do not run, besides those of the preparation */
  readonly tryFaults: (faults: readonly Fault[], skip?: readonly string[]) => Promise<TriedFault[]>
  readonly close: () => Promise<void>
}

/** Makes the faults of a description, and runs its contract against a correct mock. */
export async function prepareSelftest(options: SelftestOptions): Promise<Preparation> {
  const { description, fixtures, seed = 1, runs = DEFAULT_RUNS, onProgress = () => undefined } = options
  const { skip = [], kinds } = options
  const whole = makePlan(description, { runs, hasFixtures: fixtures !== undefined })
  const catalogue = makeFaults(description, KEYS)
  const faults = catalogue.faults.filter(({ kind }) => kinds?.includes(kind) !== false)
  const { problems } = catalogue
  const cases = whole.cases.filter((testCase) => !matchesAny(skip, testCase))
  const plan = { ...whole, cases }
  const runners = await Promise.all(
    Array.from({ length: options.runners ?? RUNNERS }, () =>
      startCaseRunner({ description, plan, fixtures, seed, runs }),
    ),
  )
  const close = async (): Promise<void> => {
    await Promise.all(runners.map((runner) => runner.close()))
  }
  try {
    const clean = await runClean(plan, runners, (done, total) => {
      onProgress({ phase: 'clean', done, total, noticed: 0 })
    })
    const tryFaults: Preparation['tryFaults'] = (selected, skipped = []) => {
      const left = clean.filter(({ testCase }) => !matchesAny(skipped, testCase))
      return tryAll(selected, new CaseIndex(left), runners, onProgress)
    }
    return { faults, problems, clean, tryFaults, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Runs the contract of a description against a correct mock, and then against every fault. */
export async function selftest(options: SelftestOptions): Promise<Selftest> {
  const { description, seed = 1 } = options
  const startedAt = performance.now()
  const { faults, problems, clean, tryFaults, close } = await prepareSelftest(options)
  try {
    const tried = await tryFaults(sample(faults, options.sample ?? Number.POSITIVE_INFINITY, seed))
    const durationMs = Math.round(performance.now() - startedAt)
    return { description, seed, known: faults.length, tried, problems, clean, durationMs }
  } finally {
    await close()
  }
}

function matchesAny(patterns: readonly string[], testCase: Case): boolean {
  return patterns.some((pattern) => matchesCase(pattern, testCase))
}

async function tryAll(
  faults: readonly Fault[],
  index: CaseIndex,
  runners: readonly CaseRunner[],
  onProgress: (progress: SelftestProgress) => void,
): Promise<TriedFault[]> {
  const queue = [...faults.entries()]
  const tried: TriedFault[] = []
  const counts = { done: 0, noticed: 0 }
  const work = async (runner: CaseRunner): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [position, fault] = next
      const result = await tryFault(fault, index, runner)
      tried[position] = { fault, ...result }
      counts.done += 1
      if (result.verdict === 'noticed') counts.noticed += 1
      onProgress({ phase: 'faults', total: faults.length, ...counts })
    }
  }
  await Promise.all(runners.map(work))
  return tried
}
