import type { Operation } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'
import type { Case } from '../case.ts'
import { makeCase } from '../case-factory.ts'

type Clause = Parameters<typeof ruleIds.idempotency>[1]

/** Makes a case that tests clauses of `x-idempotency`. */
export function clauseCase(
  operation: Operation,
  name: string,
  [clause, ...otherClauses]: readonly [Clause, ...Clause[]],
  run: (context: CaseContext) => Promise<void>,
  options: { otherRules?: readonly RuleId[]; needsOtherKey?: boolean; longRunning?: boolean } = {},
): Case {
  const { otherRules = [], ...flags } = options
  return makeCase({
    ...flags,
    family: 'idempotency',
    operation,
    name,
    rules: [
      ruleIds.idempotency(operation, clause),
      ...otherClauses.map((other) => ruleIds.idempotency(operation, other)),
      ...otherRules,
    ],
    stateful: true,
    run,
  })
}
