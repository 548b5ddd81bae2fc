import { decodeOrUndefined } from '../../serialization/index.ts'
import type { SentRequest } from '../http/exchange.ts'
import type { RawPath } from './locate.ts'

/** A longer path or header may be rejected before it reaches the operation. */
const LONGEST = 2000

/**
 * Returns whether a request is one that any proxy or router passes on. Of another, the response may be that of a router,
 * which the description does not cover.
 */
export function isPlainRequest({ path, headers }: SentRequest, parameters: RawPath): boolean {
  const isOdd = Object.values(parameters).some((text) => {
    const value = decodeOrUndefined(text)
    return value === undefined || /^\.{1,2}$|[\u0000-\u001f\u007f/\\]/.test(value)
  })
  return !isOdd && path.length <= LONGEST && headers.every(([, value]) => value.length <= 4 * LONGEST)
}
