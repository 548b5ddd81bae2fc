import { get } from './pointer.ts'

/** Returns the pointer of a `$ref` into its own document: its URI fragment, decoded (RFC 6901, section 6). */
export function refToPointer($ref: string): string {
  const fragment = $ref.replace(/^#/, '')
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/**
 * Returns the value at `pointer`. If it is a reference, it is followed.
 *
 * @returns the value and its own pointer
 * @throws RangeError for a reference without a target or in a circle. A description cannot have one (`fault.ts`).
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows the type
export function dereference<T>(document: unknown, pointer: string): { value: T; pointer: string } {
  let at = pointer
  const visited = new Set<string>()
  for (;;) {
    const value = get(document, at)
    if (value === undefined || visited.has(at)) break
    visited.add(at)
    const ref = get(value, '/$ref')
    if (typeof ref !== 'string') return { value: value as T, pointer: at }
    at = refToPointer(ref)
  }
  throw new RangeError(`The reference at \`${pointer}\` has no target.`)
}
