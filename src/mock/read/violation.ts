import type { RejectionLocation } from '../../description/index.ts'

/**
 * The one thing that a request does wrong, in the words of `x-rejections`.
 *
 * `keyword` is the JSON Schema keyword that failed, or: `required` (a parameter, property or body that is not
 * there), `repeated` (a parameter sent twice), `malformed` (it cannot be decoded), `contentType`, `missing` and
 * `wrong` (credentials), `unknown` (it names nothing that exists).
 */
export interface RequestViolation {
  readonly in: RejectionLocation
  /** The parameter. */
  readonly name?: string
  /** Where in the body. */
  readonly pointer?: string
  readonly keyword: string
}

export function isViolation(value: object): value is RequestViolation {
  return 'keyword' in value && 'in' in value
}
