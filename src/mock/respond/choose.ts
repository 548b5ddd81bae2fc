import { randomFrom } from './chance.ts'

/** Chooses between alternatives that the description allows. */
export interface Chooser {
  /** Whether the choice varies. */
  readonly varies: boolean
  /** Returns one of the alternatives; undefined for an empty list. */
  pick<T>(alternatives: readonly T[]): T | undefined
  /** Returns true for half of the calls if the choice varies, otherwise false. */
  maybe(): boolean
  /** Returns a seed for generated values. */
  seed(): string
}

/** Always picks the first one, so that the same request gets the same response. */
export const pickFirst: Chooser = {
  varies: false,
  pick: ([first]) => first,
  maybe: () => false,
  seed: () => '1',
}

/** Picks any one. The same seed and the same order of requests give the same choices. */
export function pickRandom(seed: number): Chooser {
  const random = randomFrom(seed)
  return {
    varies: true,
    pick: (alternatives) => alternatives[Math.floor(random() * alternatives.length)],
    maybe: () => random() < 0.5,
    seed: () => String(Math.floor(random() * 2 ** 32)),
  }
}
