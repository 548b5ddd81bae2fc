/** Removes the value that is edited. */
export const REMOVED = Symbol('removed')

/** The result of an edit that does not apply. */
export const UNCHANGED = Symbol('unchanged')

/** The result of an edit that does not find what it is about. */
export const MISSING = Symbol('missing')

/** Returns another value for a part of a body, `REMOVED`, `UNCHANGED` or `MISSING`. */
export type Edit = (value: unknown) => unknown

/** What an edit found: nothing at its place, or a value that it did not change, or a changed whole. */
export type Edited = { readonly found: boolean; readonly value?: unknown }

/**
 * Edits every part of a value at a path, which has property names, `[]` for all items, and `*` for all properties.
 *
 * @returns `value` only if something changed
 */
export function editAt(whole: unknown, path: readonly string[], edit: Edit): Edited {
  const state = { found: false, changed: false }
  const value = apply(whole, path, (part) => {
    const edited = edit(part)
    if (edited === MISSING) return part
    state.found = true
    if (edited === UNCHANGED) return part
    state.changed = true
    return edited
  })
  return state.changed && value !== REMOVED ? { found: true, value } : { found: state.found }
}

function apply(part: unknown, [step, ...rest]: readonly string[], edit: Edit): unknown {
  if (step === undefined) return edit(part)
  if (typeof part !== 'object' || part === null) return part
  if (Array.isArray(part)) {
    if (step !== '[]') return part
    return (part as unknown[]).map((item) => apply(item, rest, edit)).filter((item) => item !== REMOVED)
  }
  if (step === '[]' || (step !== '*' && !Object.hasOwn(part, step))) return part
  return Object.fromEntries(
    Object.entries(part).flatMap(([name, value]): [string, unknown][] => {
      const edited: unknown = step === '*' || name === step ? apply(value, rest, edit) : value
      return edited === REMOVED ? [] : [[name, edited]]
    }),
  )
}
