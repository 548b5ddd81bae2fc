/** Returns the milliseconds of a clock that no change of the date moves: it would end a call early, or never. */
export const now = (): number =>
  (globalThis as { performance?: Pick<DateConstructor, 'now'> }).performance?.now() ?? Date.now()
