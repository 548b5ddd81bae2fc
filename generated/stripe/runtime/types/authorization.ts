// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

/** What the credentials of a call add to its request. */
export interface Authorization {
  readonly headers: Record<string, string>
  readonly query: string[]
  readonly cookies: string[]
  /** The texts that no error message may contain. */
  readonly secrets: string[]
}
