import { randomFrom } from '../respond/chance.ts'
import type { SimulatedFailure } from '../cli/options.ts'

/**
 * Draws which request fails, and how. Every request draws once, so that the same seed and the same order of requests
 * fail the same way.
 */
export function drawFailures(
  rate: number,
  failureModes: readonly SimulatedFailure[],
  seed: number,
): () => SimulatedFailure | undefined {
  if (rate === 0) return () => undefined
  const random = randomFrom(seed)
  return () => {
    const [whether, which] = [random(), random()]
    return whether < rate ? failureModes[Math.floor(which * failureModes.length)] : undefined
  }
}
