import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** So much memory of the process is left to V8, in bytes. */
const ENOUGH = 200_000_000

let collect: (() => void) | undefined

/**
 * Collects garbage if the process uses much memory. V8 lets garbage grow to several times of what is in use, so a large
 * recording would take far more memory than its entries need.
 */
export function collectGarbage(): void {
  if (process.memoryUsage.rss() < ENOUGH) return
  if (collect === undefined) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as () => void
  }
  collect()
}
