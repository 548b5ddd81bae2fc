import type { Decode } from './split.ts'
import { recordOf } from './raw.ts'
import type { Raw } from './raw.ts'
import type { ReceivedField } from './field.ts'

/** A field whose name has brackets: `list[0]=x` has the keys `['list', '0']`. */
interface KeyedField {
  readonly keys: readonly string[]
}

/** Returns the keys of a field's name: `a[b][]` has three. A name in another form is one key. */
export function keysOf(name: string): string[] {
  const [, first, brackets] = /^([^[]+)((?:\[[^[\]]*\])*)$/.exec(name) ?? []
  if (first === undefined || brackets === undefined) return [name]
  return [first, ...[...brackets.matchAll(/\[([^[\]]*)\]/g)].map(([, key]) => key ?? '')]
}

type Node = string | Map<string, Node>

/**
 * Nests fields by the brackets of their names. Brackets without a key append; keys that are all numbers make a list. Of
 * two values for one name the last counts.
 *
 * @returns null if a text cannot be decoded
 */
export function nest(
  fields: readonly ReceivedField[],
  decode: Decode,
  isIncluded: (field: KeyedField) => boolean,
): Record<string, Raw> | null {
  const root = new Map<string, Node>()
  for (const { name, text } of fields) {
    const keys = keysOf(name)
    if (!isIncluded({ keys })) continue
    const value = decode(text)
    if (value === undefined) return null
    insert(root, keys, value)
  }
  return toRecord(root)
}

function insert(root: Map<string, Node>, keys: readonly string[], value: string): void {
  let at = root
  for (const key of keys.slice(0, -1)) {
    const next = at.get(key)
    const map = next instanceof Map ? next : new Map<string, Node>()
    at.set(key, map)
    at = map
  }
  const last = keys.at(-1) ?? ''
  at.set(last === '' && keys.length > 1 ? String(at.size) : last, value)
}

function toRecord(map: ReadonlyMap<string, Node>): Record<string, Raw> {
  return recordOf([...map].map(([key, node]) => [key, toRaw(node)] as const))
}

function toRaw(node: Node): Raw {
  if (typeof node === 'string') return node
  const keys = [...node.keys()]
  return keys.every((key) => /^\d+$/.test(key)) ? [...node.values()].map(toRaw) : toRecord(node)
}
