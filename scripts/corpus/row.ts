/** What was found out about one description. */
export interface CorpusRow {
  readonly file: string
  /** The message of an error that ended everything. */
  readonly crash?: string
  /** Whether every step has a result. */
  readonly isComplete?: boolean
  /** The steps that a row has no result of, because it took too long. */
  readonly missing?: readonly string[]
  readonly operations?: number
  /** Operations with a method in the client. */
  readonly methods?: number
  readonly skipped?: readonly { readonly operation: string; readonly reason: string }[]
  readonly warnings?: number
  /** The errors of the TypeScript compiler. */
  readonly compilerErrors?: readonly string[]
  readonly smoke?: SmokeResult
  readonly contract?: ContractResult
  /** Wrong mock → the first rule that failed; null if none did; undefined if the description has no place for it. */
  readonly wrong?: Readonly<Record<string, string | null>>
  /** Wrong mock → why the description has no place for it. */
  readonly notApplicable?: Readonly<Record<string, string>>
  /** How many pages the documentation has. */
  readonly pages?: number
  readonly cpuSeconds?: number
  readonly megabytes?: number
}

/** The calls of all methods against the mock. */
export interface SmokeResult {
  readonly succeeded: number
  readonly failed: readonly string[]
}

export interface ContractResult {
  readonly rules: number
  /** The rules whose cases a run of limited length did not reach. */
  readonly leftOut: number
  readonly passed: number
  /** The ids of the failed rules, each with its first failure. */
  readonly failed: readonly (readonly [id: string, failure: string])[]
  /** Errors of the contract itself. */
  readonly toolFaults: readonly string[]
  /** Reason → how many rules. */
  readonly untested: Readonly<Record<string, number>>
  /** The cases that ran. */
  readonly cases: number
  /** The cases that a run without limits has. */
  readonly plannedCases: number
  readonly exchanges: number
  readonly seconds: number
}

/** The wrong mocks that must be noticed, of those that a description has a place for. */
const MAX_MISSED = 1

/** The share of the rules that must pass against the mock. */
const MIN_PASSED = 0.6

/** Returns the share of the rules that passed, of those that the run reached. */
export function shareOf({ passed, rules, leftOut }: ContractResult): number {
  return passed / Math.max(1, rules - leftOut)
}

/** Returns whether a description has all that was promised. */
export function isGood(row: CorpusRow): boolean {
  return faultsOf(row).length === 0
}

/** Returns what is wrong with a row, in a few words each. */
export function faultsOf({
  crash,
  missing = [],
  operations = 0,
  methods = 0,
  skipped,
  compilerErrors = [],
  smoke,
  contract,
  wrong = {},
}: CorpusRow): string[] {
  const missed = Object.entries(wrong).flatMap(([name, rule]) => (rule === null ? [name] : []))
  return [
    ...(crash === undefined ? [] : [`crash: ${crash}`]),
    ...(missing.length > 0 ? [`took too long: no ${missing.join(', no ')}`] : []),
    ...(methods + (skipped?.length ?? 0) < operations ? ['operations without a method or a reason'] : []),
    ...(compilerErrors.length > 0
      ? [`${compilerErrors.length} compiler errors, such as ${compilerErrors[0] ?? ''}`]
      : []),
    ...(smoke !== undefined && smoke.failed.length > 0
      ? [`${smoke.failed.length} failed calls, such as ${smoke.failed[0] ?? ''}`]
      : []),
    ...(contract !== undefined && contract.failed.length > 0
      ? [`${contract.failed.length} failed rules, such as ${contract.failed[0]?.join(': ') ?? ''}`]
      : []),
    ...(contract?.toolFaults ?? []),
    ...(contract !== undefined && contract.rules > 0 && shareOf(contract) < MIN_PASSED
      ? ['fewer than 60 % of the rules passed']
      : []),
    ...(missed.length > MAX_MISSED ? [`wrong mocks not noticed: ${missed.join(', ')}`] : []),
  ]
}

/** The parts of a row, and what they are called. */
const STEPS = {
  operations: 'generated code',
  compilerErrors: 'compilation',
  smoke: 'calls',
  pages: 'documentation',
  contract: 'contract',
  wrong: 'wrong mocks',
} as const

/** Returns the steps that a row has no result of. */
export function missingSteps(row: CorpusRow): string[] {
  return Object.entries(STEPS).flatMap(([part, name]) => (part in row ? [] : [name]))
}
