import { UsageError } from '../../command/index.ts'
import { CaseSkipped } from '../cases/case-skipped.ts'
import { FixtureError } from '../fixtures/error.ts'

/** Returns whether an error is a fault of this tool: nothing that it reports about the target or its user. */
export function isToolFault(error: unknown): boolean {
  return !(error instanceof CaseSkipped || error instanceof FixtureError || error instanceof UsageError)
}

/** Describes a fault of this tool, with the place of its code. */
export function describeToolFault(what: string, error: unknown): string {
  if (!(error instanceof Error)) return `${what}: ${String(error)}`
  const [, place] = /\n\s*at (.+)/.exec(error.stack ?? '') ?? []
  return `${what}: ${error.name}: ${error.message.slice(0, 300)}${place === undefined ? '' : ` at ${place}`}`
}
