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

interface Target {
  readonly value: unknown
  readonly pointer: string
}

/** The targets that were found. A document does not change after it was read. */
const known = new WeakMap<object, Map<string, Target>>()

/**
 * Returns the value at `pointer`. If it is a reference, it is followed.
 *
 * @returns the value and its own pointer
 * @throws RangeError for a reference without a target or in a circle. A description cannot have one (`fault.ts`).
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows the type
export function dereference<T>(document: unknown, pointer: string): { value: T; pointer: string } {
  const targets = targetsIn(document)
  const target = targets.get(pointer) ?? follow(document, pointer, targets)
  return { value: target.value as T, pointer: target.pointer }
}

function targetsIn(document: unknown): Map<string, Target> {
  if (typeof document !== 'object' || document === null) return new Map()
  const targets = known.get(document) ?? new Map<string, Target>()
  known.set(document, targets)
  return targets
}

/** Follows a chain of references, and remembers the target of each of them. */
function follow(document: unknown, pointer: string, targets: Map<string, Target>): Target {
  let at = pointer
  const visited = new Set<string>()
  for (;;) {
    const value = get(document, at)
    if (value === undefined || visited.has(at)) break
    visited.add(at)
    const ref = get(value, '/$ref')
    const target = targets.get(at) ?? (typeof ref === 'string' ? undefined : { value, pointer: at })
    if (target !== undefined) {
      for (const each of visited) targets.set(each, target)
      return target
    }
    at = refToPointer(String(ref))
  }
  throw new RangeError(`The reference at \`${pointer}\` has no target.`)
}
