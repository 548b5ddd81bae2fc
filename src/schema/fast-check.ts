import { createRequire } from 'node:module'
import type * as FastCheck from 'fast-check'

export type Fc = typeof FastCheck

/** Loads fast-check when it is first needed: loading is slow, and few descriptions need it early. */
export function fastCheck(): Fc {
  return createRequire(import.meta.url)('fast-check') as Fc
}
