import { get } from '../../description/index.ts'
import type { Lifecycle } from '../../description/index.ts'
import type { MockResponse } from '../server/mock-response.ts'

/** The deepest level at which a rejection contains a resource. */
const DEEPEST = 4

/**
 * Returns a rejection with the resource as the last success showed it: a rejection changes nothing. An object with an id
 * of the path and the same state is the resource.
 *
 * @param ids the path parameters of the request
 */
export function withShownResource(
  mockResponse: MockResponse,
  { state }: Lifecycle,
  ids: readonly unknown[],
  shown: unknown,
): MockResponse {
  const replace = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > DEEPEST) return value
    const isResource = ids.includes((value as Record<string, unknown>)['id'])
    if (isResource && get(value, state) === get(shown, state)) return shown
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, replace(member, depth + 1)]),
    )
  }
  return { ...mockResponse, body: replace(mockResponse.body, 0) }
}
