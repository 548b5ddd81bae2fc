import { causes } from './checks/causes.ts'
import type { RecordedFailure } from './checks/failure.ts'
import { findingsOf } from './report/index.ts'
import type { Report } from './report/index.ts'
import { titleOfCause } from './report/findings/title.ts'
import type { RuleBook } from './rules/index.ts'

/** The findings that the tests of a suite have shown so far. Each is shown by one failing test. */
export class ShownFindings {
  private readonly book: RuleBook
  private readonly shown = new Set<string>()
  private readonly rules = new Set<string>()

  constructor(book: RuleBook) {
    this.book = book
  }

  /** Returns a message for each finding among the failures of a case that no earlier case showed. */
  add(failures: readonly RecordedFailure[]): string[] {
    const byCause = new Map<string, RecordedFailure[]>()
    for (const failure of failures) {
      const cause = causeOf(failure)
      byCause.set(cause, [...(byCause.get(cause) ?? []), failure])
    }
    return [...byCause].flatMap(([cause, some]) => {
      const isKnown = this.shown.has(cause)
      this.shown.add(cause)
      for (const { rule } of some) this.rules.add(rule)
      return isKnown ? [] : this.messageOf(some)
    })
  }

  /** Returns a message for each finding of a report that shares no rule with what was shown. */
  addReport(report: Report): string[] {
    return findingsOf(report)
      .filter(({ rules }) => !rules.some((rule) => this.rules.has(rule)))
      .map(({ title, source, rules, expected, actual, curl }) =>
        message({ title, source, rules, expected, actual, curl }),
      )
  }

  /** Returns the titles of the findings that failures belong to. */
  titlesOf(failures: readonly RecordedFailure[]): string[] {
    return [...new Set(failures.map((failure) => this.titleOf(failure)))]
  }

  private titleOf(failure: RecordedFailure): string {
    const { rule: id } = failure
    return titleOfCause(causeOf(failure), this.book.rule(id) ?? { id, text: id })
  }

  private messageOf(failures: readonly RecordedFailure[]): string[] {
    const [first] = failures
    if (first === undefined) return []
    const { expected, actual, curl, rule } = first
    const source = this.book.rule(rule)?.source ?? ''
    const rules = [...new Set(failures.map((one) => one.rule))]
    return [message({ title: this.titleOf(first), source, rules, expected, actual, curl })]
  }
}

function causeOf({ cause, rule }: RecordedFailure): string {
  return cause ?? causes.rule(rule)
}

function message(finding: {
  readonly title: string
  readonly source: string
  readonly rules: readonly string[]
  readonly expected: string
  readonly actual: string
  readonly curl: string
}): string {
  const { title, source, rules, expected, actual, curl } = finding
  return [
    `${title} (${source})`,
    `rules: ${rules.join(', ')}`,
    `expected: ${expected}`,
    `received: ${actual}`,
    `reproduce with:\n${curl}`,
  ].join('\n')
}
