import type { ApiDiff, Change } from './diff.ts'
import { IMPACTS, largerImpact } from './impact.ts'
import type { Impact } from './impact.ts'

/** Returns the bump that all APIs together need; undefined without changes. */
export function totalBump(diffs: readonly ApiDiff[]): Impact | undefined {
  return diffs
    .flatMap(({ bump }) => (bump === undefined ? [] : [bump]))
    .reduce<Impact | undefined>(
      (left, right) => (left === undefined ? right : largerImpact(left, right)),
      undefined,
    )
}

/** Returns the changes as text, the most important ones first. */
export function renderText(diffs: readonly ApiDiff[], names: { base: string; revision: string }): string {
  return diffs.map((diff) => renderApi(diff, names)).join('\n\n')
}

function renderApi(
  { api, bump, changes }: ApiDiff,
  { base, revision }: { base: string; revision: string },
): string {
  const heading = `${api}: ${base} → ${revision}`
  if (bump === undefined) return `${heading}: no changes`
  const counts = IMPACTS.flatMap((impact) => {
    const count = changes.filter((change) => change.impact === impact).length
    return count === 0 ? [] : [`${count} ${impact}`]
  })
  return [`${heading}: needs a ${bump} bump (${counts.join(', ')})`, ...changes.map(renderChange)].join('\n')
}

function renderChange({ impact, direction, operation, message, base, revision }: Change): string {
  const where = [operation, direction].filter((part) => part !== undefined).join(' ')
  const sources = [base, revision].filter((part) => part !== undefined).join(' → ')
  return `  ${impact.padEnd(6)} ${where === '' ? '' : `${where}: `}${message}\n         ${sources}`.trimEnd()
}

/** Returns the changes as JSON. */
export function renderJson(diffs: readonly ApiDiff[]): string {
  const bump = totalBump(diffs)
  return JSON.stringify({ ...(bump !== undefined && { bump }), apis: diffs }, null, 2)
}
