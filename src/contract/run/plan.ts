import { firstLine } from '../../command/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import { schemasOf } from '../../schema/index.ts'
import { FAMILIES } from '../cases/case.ts'
import type { Case } from '../cases/case.ts'
import { families } from '../cases/index.ts'
import { RuleBook } from '../rules/index.ts'

/** Every rule of a description and every case that tests them. */
export interface Plan {
  readonly book: RuleBook
  readonly cases: readonly Case[]
  /** The operations without cases, because something in their description cannot be read → the reason. */
  readonly problems: ReadonlyMap<Operation, string>
}

/** Makes all rules and cases of a description. */
export function makePlan(
  description: Description,
  { runs, hasFixtures = false }: { runs: number; hasFixtures?: boolean },
): Plan {
  const book = new RuleBook(description, { hasFixtures })
  const caseInput = { description, book, runs, hasFixtures, schemas: schemasOf(description.document) }
  const problems = new Map(book.problems)
  const cases = description.operations.flatMap((operation) => {
    if (problems.has(operation)) return []
    try {
      return FAMILIES.flatMap((family) => families[family]({ ...caseInput, operation }))
    } catch (error) {
      // One operation whose cases cannot be made must not end the run.
      problems.set(operation, firstLine(error))
      return []
    }
  })
  for (const { id, rules } of cases) {
    const unknownRule = rules.find((rule) => !book.has(rule))
    if (unknownRule !== undefined)
      throw new RangeError(`The case \`${id}\` tests \`${unknownRule}\`, which is not a rule.`)
  }
  return { book, cases: withUniqueIds(cases), problems }
}

/** Numbers the cases that have the same id, for example because a keyword has the same value twice. */
function withUniqueIds(cases: readonly Case[]): Case[] {
  const seen = new Map<string, number>()
  return cases.map((testCase) => {
    const count = (seen.get(testCase.id) ?? 0) + 1
    seen.set(testCase.id, count)
    return count === 1 ? testCase : { ...testCase, id: `${testCase.id} (${count})` }
  })
}
