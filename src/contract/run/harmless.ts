import type { CreatedItems } from '../fixtures/created.ts'

/** A request as far as it matters for what it may change. */
export interface Intent {
  readonly method: string
  /** The path without the base URL and the query. */
  readonly path: string
  /** Whether the path parameters come from a fixture module. */
  readonly hasFixture: boolean
  /** Whether the path is meant to name nothing: an unknown or odd id, or an undescribed route. */
  readonly namesNothing: boolean
}

/** The reason for a request that is not sent. */
export const NOT_HARMLESS = 'may change what this run did not create: give --allow-destructive'

/** The methods that change or remove what exists. POST creates. */
const DESTRUCTIVE = /^(?:PUT|PATCH|DELETE)$/

/** Text that a router may normalize away, so that the path names something else. */
const NORMALIZED = /(?:^|\/)(?:\.|%2e){0,2}(?:\/|$)|%2f|%5c|%00|\\/i

/**
 * Returns whether a request may be sent: it changes nothing, or only what this run created or what a fixture module
 * supplied.
 */
export function isHarmless(
  { method, path, hasFixture, namesNothing }: Intent,
  created: CreatedItems,
): boolean {
  if (!DESTRUCTIVE.test(method) || hasFixture || created.includes(path)) return true
  return namesNothing && !NORMALIZED.test(path.replace(/^\//, ''))
}
