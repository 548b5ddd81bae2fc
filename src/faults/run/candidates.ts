import type { Fault, Effect } from '../model/fault.ts'
import type { CleanCase } from './clean-run.ts'

/** The clean cases of a description, with the exchanges of each operation. */
export class CaseIndex {
  readonly cases: readonly CleanCase[]
  private readonly byOperation = new Map<string, CleanCase[]>()

  constructor(cases: readonly CleanCase[]) {
    this.cases = [...cases].sort((one, other) => one.cost - other.cost)
    for (const clean of this.cases) {
      for (const id of new Set(clean.exchanges.map(({ operation }) => operation.id)))
        this.byOperation.set(id, [...(this.byOperation.get(id) ?? []), clean])
    }
  }

  /** Yields the cases that have an exchange of a fault's operations, with how far the fault gets: the best first. */
  *of(fault: Fault): Generator<{ clean: CleanCase; effect: Effect }> {
    const ids = new Set(fault.operations.map(({ id }) => id))
    const cases =
      ids.size === 1
        ? (this.byOperation.get([...ids][0] ?? '') ?? [])
        : this.cases.filter(({ exchanges }) => exchanges.some(({ operation }) => ids.has(operation.id)))
    for (const clean of inOrder(cases, fault)) yield { clean, effect: effectIn(clean, fault) }
  }
}

/** The family whose responses differ from run to run: chance decides which of two requests is first. */
const RACES = 'concurrency'

/**
 * Returns cases in the order of the fault's families. The others come after them, each family in turn, and races last:
 * which cases a fault is tried with is no matter of chance.
 */
function inOrder(cases: readonly CleanCase[], { families }: Fault): CleanCase[] {
  const groups = new Map<string, CleanCase[]>(families.map((family) => [family, []]))
  for (const clean of cases) {
    const { family } = clean.testCase
    const group = groups.get(family) ?? []
    groups.set(family, group)
    group.push(clean)
  }
  const races = families.includes(RACES) ? [] : (groups.get(RACES) ?? [])
  if (races.length > 0) groups.delete(RACES)
  const [first = [], ...others] = groups.values()
  return [...first.slice(0, FIRST), ...inTurn([first.slice(FIRST), ...others]), ...races]
}

/** How many cases of the best family run before those of the others. */
const FIRST = 12

function inTurn(groups: readonly (readonly CleanCase[])[]): CleanCase[] {
  const longest = Math.max(0, ...groups.map(({ length }) => length))
  return Array.from({ length: longest }, (_, index) =>
    groups.flatMap((group) => {
      const clean = group[index]
      return clean === undefined ? [] : [clean]
    }),
  ).flat()
}

function effectIn({ exchanges }: CleanCase, fault: Fault): Effect {
  let effect: Effect = 'absent'
  for (const exchange of exchanges) {
    if (!fault.operations.includes(exchange.operation)) continue
    const here = fault.effect(exchange)
    if (here === 'differs' && fault.isShownBy?.(exchanges) !== false) return here
    if (here === 'same') effect = here
  }
  return effect
}
