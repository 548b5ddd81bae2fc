import { createRequire } from 'node:module'
import type * as FastCheck from 'fast-check'

export type Fc = typeof FastCheck

/** fast-check, loaded when it is first needed, and once: that takes a while, and few descriptions need it early. */
export function fastCheck(): Fc {
  return createRequire(import.meta.url)('fast-check') as Fc
}
