import { define } from './value.ts'
import type { Raw } from './value.ts'

/** One field: `list[0]=x` has the keys `['list', '0']` and the value `x`. */
export interface Field {
  readonly keys: readonly string[]
  readonly value: string
}

/**
 * The fields of `a=1&b[c]=2`, in their order, as the URL Standard parses them; but for broken percent-encoding and
 * bytes that are no UTF-8, which are refused: to guess would be to do what nobody asked for.
 *
 * @returns undefined where the text cannot be decoded
 */
export function readFields(text: string): Field[] | undefined {
  try {
    return text
      .split('&')
      .filter((pair) => pair !== '')
      .map(readField)
  } catch {
    return undefined
  }
}

function readField(pair: string): Field {
  const equals = pair.indexOf('=')
  const name = decode(equals === -1 ? pair : pair.slice(0, equals))
  const value = equals === -1 ? '' : decode(pair.slice(equals + 1))
  const [, first, brackets] = /^([^[]+)((?:\[[^[\]]*\])*)$/.exec(name) ?? []
  if (first === undefined || brackets === undefined) return { keys: [name], value }
  return { keys: [first, ...[...brackets.matchAll(/\[([^[\]]*)\]/g)].map(([, key]) => key ?? '')], value }
}

/** @throws URIError for a `%` that encodes nothing */
function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}

type Node = string | Map<string, Node>

/**
 * Fields as nested values. A bracket without a key appends; keys that are all numbers make a list. Of two values for
 * one name the last counts, unless `isList` says that the name may be repeated.
 */
export function nest(fields: readonly Field[], isList: (name: string) => boolean): Record<string, Raw> {
  const root = new Map<string, Node>()
  for (const { keys, value } of fields) {
    const [first = ''] = keys
    const path = keys.length === 1 && isList(first) ? [first, ''] : keys
    let at = root
    for (const key of path.slice(0, -1)) {
      const next = at.get(key)
      const map = next instanceof Map ? next : new Map<string, Node>()
      at.set(key, map)
      at = map
    }
    const last = path.at(-1) ?? ''
    at.set(last === '' && path.length > 1 ? String(at.size) : last, value)
  }
  return toRecord(root)
}

function toRecord(map: ReadonlyMap<string, Node>): Record<string, Raw> {
  const record: Record<string, Raw> = {}
  for (const [key, node] of map) define(record, key, toRaw(node))
  return record
}

function toRaw(node: Node): Raw {
  if (typeof node === 'string') return node
  const keys = [...node.keys()]
  return keys.every((key) => /^\d+$/.test(key)) ? [...node.values()].map(toRaw) : toRecord(node)
}
