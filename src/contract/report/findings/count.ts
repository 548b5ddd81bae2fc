import { isOtherResource, readCause } from '../../checks/causes.ts'
import type { RuleReport } from '../report.ts'
import type { Observation } from './observation.ts'

/** The kinds of causes that a check finds in any response. */
const IN_RESPONSES =
  /^(?:no-response|server-error|too-long|leak|status|media-type|content|header|body|criterion)$/

/**
 * Counts in how many responses a cause was seen, and how many could have shown it. Rules of different status codes see
 * different responses, so their numbers add up. Of rules of the same responses the largest number counts. Schemas see the
 * responses of all operations, which other rules see too.
 */
export function countOf(
  cause: string,
  observations: readonly Observation[],
  rules: readonly RuleReport[],
): { count: number; of: number; unit: 'response' | 'check' } {
  const { kind } = readCause(cause)
  const unit = IN_RESPONSES.test(kind) ? 'response' : 'check'
  // A response about another resource fails conditions and schemas. It is counted once, by the condition about the id.
  const counted = isOtherResource(cause)
    ? observations.filter(({ rule }) => rule.id.includes('/criteria/'))
    : observations
  const own = counted.map(({ rule }) => rule)
  const could = kind === 'header' ? withSiblings(own, rules) : own
  const count =
    kind === 'server-error' || kind === 'no-response'
      ? errorsOf(counted)
      : sumOf(counted.map((one) => [responsesOf(one.rule), one.count]))
  const of = sumOf(could.map((rule) => [responsesOf(rule), rule.evidence]))
  return { count, of: Math.max(count, of), unit }
}

/** Returns the rules of one header in all responses, also those that passed. */
function withSiblings(own: readonly RuleReport[], rules: readonly RuleReport[]): readonly RuleReport[] {
  const headerOf = ({ id }: RuleReport): string | undefined =>
    /\/headers\/([^/]+)$/.exec(id)?.[1]?.toLowerCase()
  const [first] = own
  const header = first === undefined ? undefined : headerOf(first)
  return rules.filter((rule) => own.includes(rule) || (header !== undefined && headerOf(rule) === header))
}

/** Returns which responses a rule is about: those of an operation and a status code. */
function responsesOf({ id }: RuleReport): string {
  return /^.*?\/responses\/[^/]+/.exec(id)?.[0] ?? (id.startsWith('schemas/') ? 'schemas' : id)
}

function sumOf(numbers: readonly (readonly [string, number])[]): number {
  const most = new Map<string, number>()
  for (const [place, number] of numbers) most.set(place, Math.max(number, most.get(place) ?? 0))
  const ofSchemas = most.get('schemas') ?? 0
  most.delete('schemas')
  return Math.max(
    ofSchemas,
    [...most.values()].reduce((sum, number) => sum + number, 0),
  )
}

/** Returns how many responses are server errors, or lost. A report keeps only so many causes of a rule, but counts all. */
function errorsOf(observations: readonly Observation[]): number {
  const causes = new Set(observations.map(({ cause }) => cause))
  const counts = observations.map(({ rule, count }) => {
    const isAll = rule.failures.every(({ cause = '' }) => causes.has(cause))
    return [rule.id, isAll ? rule.failureCount : count, isAll] as const
  })
  const whole = new Map(counts.flatMap(([id, count, isAll]) => (isAll ? [[id, count]] : [])))
  const parts = counts.flatMap(([, count, isAll]) => (isAll ? [] : [count]))
  return [...whole.values(), ...parts].reduce((sum, count) => sum + count, 0)
}
