import { get } from '../../description/index.ts'
import type { Lifecycle } from '../../description/index.ts'
import { isRecord } from '../../schema/index.ts'
import type { MockResponse } from '../server/mock-response.ts'

/** The deepest level at which a rejection contains a resource. */
const DEEPEST = 4

/** Returns a rejection with the resource as the last success showed it: a rejection changes nothing. */
export function withShownResource(
  rejection: MockResponse,
  lifecycle: Lifecycle,
  ids: readonly unknown[],
  shown: object,
): MockResponse {
  return { ...rejection, body: showResource(rejection.body, lifecycle, ids, shown) }
}

/**
 * Returns a value with what is known of the resource in it: an object with an id of the path and the same state.
 *
 * @param ids the path parameters of the request
 */
export function showResource(
  value: unknown,
  { state }: Lifecycle,
  ids: readonly unknown[],
  shown: object,
): unknown {
  const replace = (part: unknown, depth: number): unknown => {
    if (!isRecord(part) || depth > DEEPEST) return part
    if (ids.includes(part['id']) && get(part, state) === get(shown, state)) return { ...part, ...shown }
    return Object.fromEntries(
      Object.entries(part).map(([name, member]) => [name, replace(member, depth + 1)]),
    )
  }
  return replace(value, 0)
}
