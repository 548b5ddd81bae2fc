import type { Description, Operation } from '../../description/index.ts'
import { schemasOf, slowPatternReason } from '../../schema/index.ts'
import type { RuleId } from './ids.ts'

/** Adds a rule. The first rule with an id wins. */
export type Add = (id: RuleId, text: string, pointer: string, untestedReason: string) => void

/** What rules depend on besides the description. */
export interface RuleOptions {
  /** Whether a fixture module makes the resources. */
  readonly hasFixtures: boolean
}

/** Adds one part of an operation's rules. */
export type AddRules = (
  add: Add,
  operation: Operation,
  description: Description,
  options: RuleOptions,
) => void

/** The reason for a rule about requests when no valid request has succeeded. */
export const NEEDS_SUCCESS = 'needs a valid request to succeed: give --fixtures'

/** The reason when no case can be made for the rule. */
export const NO_REQUEST = 'no request could be made that tests it'

export const NEEDS_FRESH_RESOURCES = 'needs fresh resources: give --fixtures'

/** Returns the reason for a response that the fixture module may provoke. */
export function needsProvoke(status: string): string {
  return `needs a response ${status}: \`provoke\` in the fixture module for ${status}`
}

/** Whether the contract asks the fixture module for a response: no request is sure to cause it. */
export function canBeProvoked(status: string): boolean {
  return /^(?:409|429|5\d\d)$/.test(status)
}

const knownReasons = new WeakMap<object, Map<string, string | undefined>>()

/** Returns the reason for a keyword that nothing here can check. Undefined if it is checked. */
export function reasonUnchecked(document: object, pointer: string): string | undefined {
  const reasons = knownReasons.get(document) ?? new Map<string, string | undefined>()
  knownReasons.set(document, reasons)
  if (!reasons.has(pointer)) reasons.set(pointer, computeReason(document, pointer))
  return reasons.get(pointer)
}

function computeReason(document: object, pointer: string): string | undefined {
  if (schemasOf(document).isChecked(pointer)) return undefined
  const reason = slowPatternReason(document, pointer)
  return reason === undefined
    ? 'has a pattern that JavaScript cannot read, or an unknown format'
    : `its pattern ${reason}: it is not checked`
}
