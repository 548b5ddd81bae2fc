import type { RuleId } from '../rules/ids.ts'

/** Thrown when a case cannot test its rules. */
export class CaseSkipped extends Error {
  override readonly name: string = 'CaseSkipped'
}

/**
 * Thrown when a request is rejected that is valid by the description, but the server may know more. Its rules are not
 * failed, and nothing else that was seen proves that they pass.
 */
export class InconclusiveRejection extends CaseSkipped {
  override readonly name = 'InconclusiveRejection'
}

/** Thrown when the control request of a case fails: nothing else that was seen proves that its rules pass. */
export class ControlFailed extends CaseSkipped {
  override readonly name = 'ControlFailed'
}

/**
 * Thrown when something did not conform, but the server may not be at fault. The rules are not failed, and nothing else
 * that was seen proves that they pass.
 */
export class CannotPass extends CaseSkipped {
  override readonly name = 'CannotPass'
  readonly rules: readonly RuleId[]

  constructor(reason: string, rules: readonly RuleId[]) {
    super(reason)
    this.rules = rules
  }
}
