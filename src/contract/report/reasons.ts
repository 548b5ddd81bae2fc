import type { RuleReport } from './report.ts'

/** The rules that are untested for the same reason. */
export interface ReasonGroup {
  readonly reason: string
  /** What to do so that the rules are tested. Undefined if nothing is known, or if the reason says it. */
  readonly advice: string | undefined
  readonly rules: readonly RuleReport[]
}

/** Begins the reason of a rule about a part of a response that no response had. */
const NEEDS_VALUE = 'needs a response with `'

/** Returns the reason of rules that have one, or whose reasons differ only in what a response must have. */
function reasonOf(rules: readonly RuleReport[]): string {
  const reasons = [...new Set(rules.map(({ reason = 'no reason was given' }) => reason))]
  const [first = '', ...others] = reasons
  // The advice says what the fixture module has to do.
  if (others.length === 0) return first.replace(/: `provoke` in the fixture module for \d+$/, '')
  return `${first}, and ${others.length} more such parts`
}

/** Groups the untested rules by their reason, the most common reason first. */
export function byReason(rules: readonly RuleReport[]): ReasonGroup[] {
  const groups = new Map<string, RuleReport[]>()
  for (const rule of rules) {
    if (rule.verdict !== 'untested') continue
    const reason = rule.reason ?? 'no reason was given'
    const key = reason.startsWith(NEEDS_VALUE) ? NEEDS_VALUE : reason
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [rule])
    else group.push(rule)
  }
  return [...groups.values()]
    .map((group) => {
      const reason = reasonOf(group)
      return { reason, advice: adviceFor(group[0]?.reason ?? reason), rules: group }
    })
    .sort((a, b) => b.rules.length - a.rules.length)
}

/** Pattern of a reason → how to reach its rules. `$1` is what the pattern captured. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  // A module comes before what it returns.
  [/(?:needs|give) --fixtures/, 'add `--fixtures`'],
  [/needs --other-api-key/, 'add `--other-api-key`'],
  [/`provoke` in the fixture module for (\d+)\b/, 'return a resource for `provoke: $1` from fixtures'],
  [/needs a fixture for `([^`]+)`/, 'return a resource for `create: $1` from fixtures'],
  [/^needs a response with `/, 'return a resource that has it from fixtures'],
  [/--stateless was given/, 'remove `--stateless`'],
  [/excluded by (--\w+)/, 'remove `$1`'],
  [/another shard/, 'join the reports with `--merge`'],
  [/--bail/, 'remove `--bail`'],
  [/give it an example/, 'add an `example` to the description'],
  [/--allow-destructive/, 'add `--allow-destructive` for a server that may lose data'],
]

function adviceFor(reason: string): string | undefined {
  for (const [pattern, advice] of ADVICE) {
    const match = pattern.exec(reason)
    if (match !== null) return advice.replace('$1', () => match[1] ?? '')
  }
  return undefined
}
