import type { Failure } from './options.ts'

/**
 * Draws which request fails, and how. Every request draws once, so that the same seed and the same order of requests
 * fail the same way.
 */
export function failures(rate: number, ways: readonly Failure[], seed: number): () => Failure | undefined {
  if (rate === 0) return () => undefined
  const random = mulberry32(seed)
  return () => {
    const [whether, which] = [random(), random()]
    return whether < rate ? ways[Math.floor(which * ways.length)] : undefined
  }
}

/** Numbers from 0 to 1 that look random (Tommy Ettinger's Mulberry32, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
