import type { RuleReport } from '../report.ts'

/** Returns the operation that a rule is about. */
export function operationOf({ id }: Pick<RuleReport, 'id'>): string {
  return id.replace(/\/.*$/s, '')
}

/** Returns the part of a request that a rule is about: `cancel/header.Idempotency-Key`, `cancel/body`. */
export function partOf({ id }: Pick<RuleReport, 'id'>): string {
  return id.split('/').slice(0, 2).join('/')
}
