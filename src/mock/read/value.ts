import type { Schemas } from './schemas.ts'

/** Text as it came, or lists and records of it. */
export type Raw = string | readonly Raw[] | { readonly [name: string]: Raw }

/**
 * Gives text the type that its schema asks for: the first reading that is valid, else the most telling one.
 *
 * Stricter than coercion: `0x10`, `1e3`, ` 1` and the empty text are no numbers, `1` is no boolean.
 */
export function toTypedValue(schemas: Schemas, pointer: string | undefined, raw: Raw): unknown {
  if (pointer === undefined) return raw
  if (typeof raw === 'string') {
    const candidates = parseCandidates(raw)
    if (candidates.length === 1) return raw
    const valid = candidates.find((value) => schemas.check(pointer, value) === undefined)
    // Wrong text is told as text, where text was asked for; else as what it looks like.
    return valid ?? (schemas.allows(pointer, 'string') ? raw : candidates.at(-1))
  }
  if (isList(raw)) return raw.map((item) => toTypedValue(schemas, schemas.items(pointer), item))
  const record: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(raw)) {
    define(record, name, toTypedValue(schemas, schemas.property(pointer, name), value))
  }
  return record
}

function isList(raw: Raw): raw is readonly Raw[] {
  return Array.isArray(raw)
}

function parseCandidates(text: string): (string | number | boolean | null)[] {
  if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)) return [text, Number(text)]
  if (text === 'true' || text === 'false') return [text, text === 'true']
  if (text === 'null') return [text, null]
  return [text]
}

/** Sets an own property whatever its name is; `__proto__` too. */
export function define(record: object, name: string, value: unknown): void {
  Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true })
}
