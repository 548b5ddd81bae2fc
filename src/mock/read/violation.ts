import type { RefusalPlace } from '../../description/index.ts'

/**
 * The one thing that a request does wrong, in the words of `x-refusals`.
 *
 * `keyword` is the JSON Schema keyword that failed, or: `required` (a parameter, property or body that is not
 * there), `repeated` (a parameter sent twice), `malformed` (it cannot be decoded), `contentType`, `missing` and
 * `wrong` (credentials), `unknown` (it names nothing that exists).
 */
export interface Violation {
  readonly in: RefusalPlace
  /** The parameter. */
  readonly name?: string
  /** Where in the body. */
  readonly pointer?: string
  readonly keyword: string
}

export function isViolation(value: object): value is Violation {
  return 'keyword' in value && 'in' in value
}
