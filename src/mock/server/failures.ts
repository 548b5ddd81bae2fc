import { randomFrom } from '../respond/chance.ts'
import type { Failure } from '../cli/options.ts'

/**
 * Draws which request fails, and how. Every request draws once, so that the same seed and the same order of requests
 * fail the same way.
 */
export function failures(rate: number, ways: readonly Failure[], seed: number): () => Failure | undefined {
  if (rate === 0) return () => undefined
  const random = randomFrom(seed)
  return () => {
    const [whether, which] = [random(), random()]
    return whether < rate ? ways[Math.floor(which * ways.length)] : undefined
  }
}
