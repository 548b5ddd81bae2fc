import { get } from './pointer.ts'

/** The pointer that a `$ref` into its own document means: a URI fragment, percent-decoded (RFC 6901, section 6). */
export function refToPointer($ref: string): string {
  const fragment = $ref.replace(/^#/, '')
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/**
 * What stands at `pointer`, with every `$ref` on the way to it followed.
 *
 * @returns the value and the pointer where it really stands
 * @throws RangeError where a reference leads nowhere or in a circle; a description has none (`fault.ts`)
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows which kind of object a linted document has there
export function dereference<T>(document: unknown, pointer: string): { value: T; pointer: string } {
  let at = pointer
  for (let hops = 0; hops < 64; hops += 1) {
    const value = get(document, at)
    if (value === undefined) break
    const ref = get(value, '/$ref')
    if (typeof ref !== 'string') return { value: value as T, pointer: at }
    at = refToPointer(ref)
  }
  throw new RangeError(`The reference at ${pointer} leads nowhere.`)
}
