/** What was found out about one description. */
export interface CorpusRow {
  readonly file: string
  /** The message of an error that ended everything. */
  readonly crash?: string
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
  readonly passed: number
  /** The ids of the failed rules, each with its first failure. */
  readonly failed: readonly (readonly [id: string, failure: string])[]
  /** Reason → how many rules. */
  readonly untested: Readonly<Record<string, number>>
  readonly exchanges: number
  readonly seconds: number
}

/** The wrong mocks that must be noticed, of those that a description has a place for. */
const MAX_MISSED = 1

/** The share of the rules that must pass against the mock. */
const MIN_PASSED = 0.6

/** Returns whether a description has all that was promised. */
export function isGood(row: CorpusRow): boolean {
  return faultsOf(row).length === 0
}

/** Returns what is wrong with a row, in a few words each. */
export function faultsOf({
  crash,
  operations = 0,
  methods = 0,
  skipped,
  compilerErrors = [],
  smoke,
  contract,
  wrong = {},
}: CorpusRow): string[] {
  if (crash !== undefined) return [`crash: ${crash}`]
  const missed = Object.entries(wrong).flatMap(([name, rule]) => (rule === null ? [name] : []))
  return [
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
    ...(contract !== undefined && contract.rules > 0 && contract.passed / contract.rules < MIN_PASSED
      ? ['fewer than 60 % of the rules passed']
      : []),
    ...(missed.length > MAX_MISSED ? [`wrong mocks not noticed: ${missed.join(', ')}`] : []),
  ]
}
