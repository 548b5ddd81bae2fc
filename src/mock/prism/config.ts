import type { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http'

/** An operation in Prism's own model. */
export type PrismOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number]

export type PrismInstance = ReturnType<typeof createInstance>

/** Which response Prism returns: by default the lowest success, and its first example. */
export interface Choice {
  readonly code?: number
  readonly example?: string
  readonly dynamic?: boolean
  readonly seed?: string
}

/** Prism only responds: the mock validates requests itself, and the linter has checked the examples. */
export const PRISM_CONFIG = {
  isProxy: false,
  checkSecurity: false,
  validateRequest: false,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
} as const
