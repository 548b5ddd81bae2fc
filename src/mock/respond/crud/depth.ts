/** How deeply a value may be nested that the mock stores. Deeper ones could not be written as JSON again. */
const DEEPEST = 200

/** Returns whether a value is nested too deeply to be stored. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true
    // A text has its characters as values.
    level = level
      .filter((each) => typeof each === 'object')
      .flatMap((each) => Object.values(Object(each) as Record<string, unknown>))
  }
  return false
}
