import { randomFrom } from '../respond/chance.ts'
import type { SimulatedFailure } from '../cli/options.ts'

/**
 * Returns a function that draws for each request whether it fails, and how. Each request draws the same number of times,
 * so that the same seed and the same order of requests give the same failures.
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
