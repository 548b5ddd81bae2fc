import type { Description, Operation } from '../../description/index.ts'
import { schemasOf } from '../../schema/index.ts'
import { FAMILIES } from '../cases/case.ts'
import type { Case, Family } from '../cases/case.ts'
import { families } from '../cases/index.ts'
import { RuleBook, whyUnreadable } from '../rules/index.ts'
import { describeToolFault, isToolFault } from './tool-fault.ts'

/** Every rule of a description and every case that tests them. */
export interface Plan {
  readonly book: RuleBook
  readonly cases: readonly Case[]
  /** The operations without cases, because something in their description cannot be read → the reason. */
  readonly problems: ReadonlyMap<Operation, string>
  /** Errors of this tool itself. */
  readonly toolFaults: readonly string[]
}

/** Makes all rules and cases of a description. */
export function makePlan(
  description: Description,
  { runs, hasFixtures = false }: { runs: number; hasFixtures?: boolean },
): Plan {
  const book = new RuleBook(description, { hasFixtures })
  const caseInput = { description, book, runs, hasFixtures, schemas: schemasOf(description.document) }
  const problems = new Map(book.problems)
  const toolFaults: string[] = []
  const casesOf = (operation: Operation, family: Family): Case[] => {
    try {
      return families[family]({ ...caseInput, operation })
    } catch (error) {
      // One operation whose cases of one family cannot be made must not end the run.
      if (!problems.has(operation)) problems.set(operation, whyUnreadable(error))
      if (isToolFault(error))
        toolFaults.push(describeToolFault(`the plan of \`${operation.id}\`, ${family}`, error))
      return []
    }
  }
  const operations = description.operations.filter((operation) => !problems.has(operation))
  const cases = operations.flatMap((operation) => FAMILIES.flatMap((family) => casesOf(operation, family)))
  for (const { id, rules } of cases) {
    const unknownRule = rules.find((rule) => !book.has(rule))
    if (unknownRule !== undefined)
      throw new RangeError(`The case \`${id}\` tests \`${unknownRule}\`, which is not a rule.`)
  }
  return { book, cases: withUniqueIds(cases), problems, toolFaults }
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
