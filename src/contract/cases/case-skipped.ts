/** Thrown when a case cannot test its rules. */
export class CaseSkipped extends Error {
  override readonly name: string = 'CaseSkipped'
}

/** Thrown when the control request of a case fails: nothing else that was seen proves that its rules pass. */
export class ControlFailed extends CaseSkipped {
  override readonly name = 'ControlFailed'
}
