import type { RequestViolation as DescribedViolation } from '../../description/index.ts'

/**
 * The first violation in a request.
 *
 * `keyword` is the JSON Schema keyword that failed, or: `required` (a missing parameter, property or body), `repeated`
 * (a parameter sent twice), `malformed` (it cannot be decoded), `contentType`, `missing` and `wrong` (credentials),
 * `unknown` (nothing has this id).
 */
export type RequestViolation = DescribedViolation & { readonly keyword: string }

/** Whether reading a part of a request returned its violation instead of a value. */
export function isViolation(value: object): value is RequestViolation {
  return 'keyword' in value && 'in' in value
}
