import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** The body of a response is large from this number of bytes on. */
export const LARGE_BODY = 1_000_000

let last: Promise<void> = Promise.resolve()
let collectGarbage: (() => void) | undefined

/**
 * Waits for the turn of a large body. Only one is read and checked at a time, so that eight do not need the memory of
 * eight.
 *
 * @returns a function that ends the turn, after what follows at once
 */
export async function largeTurn(): Promise<() => void> {
  const before = last
  let end: () => void = () => undefined
  last = new Promise((resolve) => (end = resolve))
  await before
  freeMemory()
  return () => setImmediate(end)
}

/** Frees the memory of earlier bodies. V8 would let many of them pile up first. */
function freeMemory(): void {
  if (collectGarbage === undefined) {
    setFlagsFromString('--expose-gc')
    collectGarbage = runInNewContext('gc') as () => void
  }
  collectGarbage()
}
