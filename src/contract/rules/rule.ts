/** One demand of the description. It knows nothing of HTTP calls. */
export interface Rule {
  /** Unique in a description and stable while what it demands stands where it stands. */
  readonly id: string
  /** What is demanded, in a sentence. */
  readonly text: string
  /** Where it stands in the bundled document: a JSON Pointer. */
  readonly pointer: string
  /** Where a person wrote it: `openapi/example.yaml:42`. */
  readonly source: string
  /** What would reach it, said where a run did not. */
  readonly untestedReason: string
}

export type Verdict = 'passed' | 'failed' | 'untested'
