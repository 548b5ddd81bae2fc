import { randomFrom } from './chance.ts'

/** Takes one of what the description allows. */
export interface Chooser {
  /** Whether it takes another one from time to time. */
  readonly varies: boolean
  /** One of the alternatives; undefined where there is none. */
  pick<T>(alternatives: readonly T[]): T | undefined
  /** True one time in two, where it varies. */
  maybe(): boolean
  /** A seed for what is generated. */
  seed(): string
}

/** Always the first: the same request, the same answer. */
export const pickFirst: Chooser = {
  varies: false,
  pick: ([first]) => first,
  maybe: () => false,
  seed: () => '1',
}

/** Any of them; the same seed and the same order of requests make the same choices. */
export function pickRandom(seed: number): Chooser {
  const random = randomFrom(seed)
  return {
    varies: true,
    pick: (alternatives) => alternatives[Math.floor(random() * alternatives.length)],
    maybe: () => random() < 0.5,
    seed: () => String(Math.floor(random() * 2 ** 32)),
  }
}
