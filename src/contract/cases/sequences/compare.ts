import type { OpenAPIDocument } from '../../../description/index.ts'
import { excerpt, excludedNames, isRecord, propertiesOf, shapeOf } from '../../../schema/index.ts'

/** Names of properties that a server may set itself although a request may contain them. */
const SERVER_SET =
  /^_?id$|uuid|version|revision|etag|creat|updat|modif|timestamp|password|passwd|secret|token|pin$|hash|status|state$|stage$|phase$/i

/** Whether a server may set a property itself although a request may contain it. */
export function isServerSet(name: string): boolean {
  return SERVER_SET.test(name)
}

/** A property that was sent and surely has another value now. */
export interface Difference {
  readonly name: string
  readonly sent: unknown
  readonly received: unknown
}

/**
 * Returns the properties that surely have another value than the one sent. A server may normalize texts, add properties, omit
 * some, and set some itself: none of this is a difference. Only free texts and numbers are compared.
 *
 * @param schema the schema of what was received
 */
export function differences(
  document: OpenAPIDocument,
  schema: string | undefined,
  sent: unknown,
  received: unknown,
): Difference[] {
  if (!isRecord(sent) || !isRecord(received)) return []
  const properties = schema === undefined ? undefined : propertiesOf(document, schema)
  const hidden = schema === undefined ? new Set<string>() : marked(document, schema)
  return Object.entries(sent).flatMap(([name, value]): Difference[] => {
    if (!Object.hasOwn(received, name) || hidden.has(name) || isServerSet(name)) return []
    const property = properties?.get(name)
    if (properties !== undefined && property === undefined) return []
    const isDifferent = isSurelyDifferent(document, property, value, received[name])
    return isDifferent ? [{ name, sent: value, received: received[name] }] : []
  })
}

function marked(document: OpenAPIDocument, schema: string): Set<string> {
  return new Set([
    ...excludedNames(document, schema, 'readOnly'),
    ...excludedNames(document, schema, 'writeOnly'),
  ])
}

function isSurelyDifferent(
  document: OpenAPIDocument,
  schema: string | undefined,
  sent: unknown,
  received: unknown,
): boolean {
  const { enum: listed, const: only } =
    schema === undefined ? { enum: undefined, const: undefined } : shapeOf(document, schema).schema
  // A server may decide on a role or a kind itself.
  if (listed !== undefined || only !== undefined) return false
  if (Array.isArray(sent) && Array.isArray(received)) return areDisjoint(sent, received)
  if (isRecord(sent)) return differences(document, schema, sent, received).length > 0
  return areDifferent(sent, received)
}

/** Returns whether two scalars surely mean different things. */
export function areDifferent(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number')
    return Math.abs(one - other) > (Number.isInteger(one) ? 0 : 0.5)
  if (!isFree(one)) return false
  if (other === null) return one !== 0 && String(one).trim() !== ''
  if (!isFree(other)) return false
  const [left, right] = [String(one), String(other)]
  const [first, second] = [Date.parse(left), Date.parse(right)]
  if (DATE.test(left) && DATE.test(right) && Number.isFinite(first) && Number.isFinite(second))
    return Math.abs(first - second) > A_DAY
  const [a, b] = [folded(left), folded(right)]
  if (a === '' || b === '') return false
  return !a.includes(b) && !b.includes(a)
}

const DATE = /^\d{4}-\d\d-\d\d/

/** Time zones and truncation to a date change a time by at most this many milliseconds. */
const A_DAY = 26 * 60 * 60 * 1000

function isFree(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

/** Returns a text as most normalizations leave it: without letter case, spaces, punctuation and accents. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** Returns whether no item of a list of scalars was kept. */
function areDisjoint(sent: readonly unknown[], received: readonly unknown[]): boolean {
  if (sent.length === 0 || ![...sent, ...received].every(isFree)) return false
  return sent.every((one) => received.every((other) => areDifferent(one, other)))
}

/** Describes differences: `/name "a"`. */
export function describeValues(values: readonly Difference[], side: 'sent' | 'received'): string {
  return values.map((one) => `/${one.name} ${excerpt(one[side])}`).join(', ')
}
