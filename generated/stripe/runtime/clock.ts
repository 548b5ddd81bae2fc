// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

/** Returns the milliseconds of a clock that no change of the date moves: it would end a call early, or never. */
export const now = (): number =>
  (globalThis as { performance?: Pick<DateConstructor, 'now'> }).performance?.now() ?? Date.now()
