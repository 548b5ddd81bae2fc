import type { RuleBook } from '../rules/index.ts'
import type { RuleId } from '../rules/ids.ts'
import type { ClientProblem, RequestCount } from '../report/report.ts'
import type { Observed } from './observed.ts'
import type { RequestProblem } from './request-problem.ts'

interface Counts {
  requests: number
  invalid: number
  accepted: number
  example: Pick<ClientProblem, 'case' | 'expected' | 'actual' | 'curl'> | undefined
}

/** Counts by rule which requests are as the description wants. */
export class ClientProblems {
  private readonly counts = new Map<RuleId, Counts>()

  /** @param reproduce called for the first invalid request of each rule */
  add(
    testedRules: readonly RuleId[],
    { problems, exchange }: Observed,
    reproduce: (problem: RequestProblem) => NonNullable<Counts['example']>,
  ): void {
    for (const rule of new Set([...testedRules, ...problems.map((problem) => problem.rule)])) {
      const counts = this.counts.get(rule) ?? { requests: 0, invalid: 0, accepted: 0, example: undefined }
      this.counts.set(rule, counts)
      counts.requests += 1
      const problem = problems.find((one) => one.rule === rule)
      if (problem === undefined) continue
      counts.invalid += 1
      if (exchange.response.status < 400) counts.accepted += 1
      counts.example ??= reproduce(problem)
    }
  }

  /** Returns how many requests tested each rule. */
  requestCounts(): RequestCount[] {
    return [...this.counts].map(([rule, { requests, invalid }]) => ({ rule, requests, invalid }))
  }

  /** Returns what is invalid, in the order of the description. */
  list(book: RuleBook): ClientProblem[] {
    return book.rules.flatMap(({ id, text, source }): ClientProblem[] => {
      const { requests = 0, invalid = 0, accepted = 0, example } = this.counts.get(id) ?? {}
      if (example === undefined) return []
      return [{ rule: id, text, source, count: invalid, of: requests, accepted, ...example }]
    })
  }
}
