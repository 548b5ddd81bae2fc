import { dereference } from '../../description/index.ts'
import type { Schema } from '../../description/index.ts'
import { isRecord } from '../../schema/index.ts'
import type { SchemaSet } from '../../schema/index.ts'
import { UNCHANGED } from './edit.ts'

/** Returns another value that is as valid for a response as the given one. `UNCHANGED` if none was found. */
export function otherValue(
  { document }: { readonly document: object },
  schemas: SchemaSet,
  pointer: string,
  value: unknown,
): unknown {
  const { value: schema, pointer: at } = dereference<Schema>(document, pointer)
  const found = candidates(schema, value).find(
    (each) => JSON.stringify(each) !== JSON.stringify(value) && schemas.check(at, each).length === 0,
  )
  return found === undefined ? UNCHANGED : found
}

function candidates(schema: Schema, value: unknown): unknown[] {
  const listed = schema.enum ?? []
  if (typeof value === 'string')
    return [...listed, `${value}x`, value.slice(0, -1), rotated(value), `x${value.slice(1)}`]
  if (typeof value === 'number') return [...listed, value + 1, value - 1, value * 2, value / 2]
  if (typeof value === 'boolean') return [!value]
  if (value === null) return ['x', 1, true]
  if (isRecord(value)) return [{ ...value, another: 'x' }, Object.fromEntries(Object.entries(value).slice(1))]
  return Array.isArray(value) ? [[...(value as unknown[]), value[0] ?? 'x'], value.slice(1)] : []
}

/** Changes the last letter or digit, so that ids and dates keep their form. */
function rotated(text: string): string {
  const at = text.search(/[a-zA-Z0-9](?![\s\S]*[a-zA-Z0-9])/)
  if (at === -1) return text
  const character = text.charAt(at)
  const other = /\d/.test(character) ? String((Number(character) + 1) % 10) : character === 'a' ? 'b' : 'a'
  return text.slice(0, at) + other + text.slice(at + 1)
}
