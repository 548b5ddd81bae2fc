import { parseJson } from './json.ts'

/** Text that a request carries, or lists and records of it. JSON text is already a value. */
export type Raw = string | readonly Raw[] | RawRecord | JsonValue

export interface RawRecord {
  readonly [name: string]: Raw
}

/** The value of a JSON text among other texts. */
export class JsonValue {
  readonly value: unknown
  constructor(value: unknown) {
    this.value = value
  }
}

/** Parses a JSON text; undefined if it is not JSON. */
export function jsonValue(text: string): JsonValue | undefined {
  const parsed = parseJson(text)
  return 'value' in parsed ? new JsonValue(parsed.value) : undefined
}

/** Returns a record of these entries; `__proto__` is a name like any other. */
export function recordOf<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  return Object.fromEntries(entries)
}
