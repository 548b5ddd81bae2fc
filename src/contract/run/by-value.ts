import type { Case } from '../cases/case.ts'

/**
 * Orders cases for a run that may send only some requests: first one case of every rule, a rejection if there is one,
 * because it has a valid control request too. Then the second case of every rule, and so on. The operations take turns.
 */
export function byValue(cases: readonly Case[]): Case[] {
  const round = countedBy(
    [...cases.filter(({ rejects }) => rejects), ...cases.filter(({ rejects }) => !rejects)],
    ({ rules: [rule] }) => rule,
  )
  const turn = countedBy(cases, (testCase) => `${String(round.get(testCase))} ${testCase.operation.id}`)
  const at = (order: ReadonlyMap<Case, number>, testCase: Case): number => order.get(testCase) ?? 0
  return [...cases].sort((one, other) => at(round, one) - at(round, other) || at(turn, one) - at(turn, other))
}

/** Returns how many earlier cases have the same key as a case. */
function countedBy(cases: readonly Case[], keyOf: (testCase: Case) => string): Map<Case, number> {
  const counts = new Map<string, number>()
  return new Map(
    cases.map((testCase) => {
      const key = keyOf(testCase)
      const count = counts.get(key) ?? 0
      counts.set(key, count + 1)
      return [testCase, count]
    }),
  )
}
