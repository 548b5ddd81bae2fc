import type { Document, JsonObject } from './document.ts'

/** Values to try if no keyword of the schema gives one. */
const FALLBACK_VALUES: readonly unknown[] = [
  ...[1, 'a', {}, [], null, true, 5, 'abc', ['a', 1], '"a"', 'bravo', 'acc_abcd', 'id_1'],
  ...[
    { id: 'id_1', name: 'Ada' },
    { id: 1, name: 'Rex' },
  ],
]

/** Returns a valid value of a response for the schema at a pointer, or undefined. */
export function sample(document: Document, pointer: string): { value: unknown } | undefined {
  const candidates = [...candidatesFor(document, pointer, 0), ...FALLBACK_VALUES]
  const value = candidates.find((one) => document.isValid('responses', pointer, one))
  return value === undefined ? undefined : { value }
}

function candidatesFor(document: Document, pointer: string, depth: number): unknown[] {
  const { part, at } = document.find(pointer)
  if (depth > 4) return []
  const declared = [...listOf(part['examples']), part['example'], part['const'], ...listOf(part['enum'])]
  const known = declared.filter((value) => value !== undefined)
  if (known.length > 0) return known
  const alternatives = (['oneOf', 'anyOf', 'allOf'] as const).flatMap((keyword) =>
    listOf(part[keyword]).map((_, index) => candidatesFor(document, `${at}/${keyword}/${index}`, depth + 1)),
  )
  const objects = alternatives.map(([first]) => first).filter((one) => typeof one === 'object')
  const whole = { ...(Object.assign({}, ...objects) as object), ...record(document, part, at, depth) }
  return [
    ...(typeof part['minimum'] === 'number' ? [part['minimum']] : []),
    ...(part['required'] !== undefined || objects.length > 0 ? [whole] : []),
    ...alternatives.flat(),
  ]
}

/** Returns an object with the required properties. */
function record(document: Document, part: JsonObject, at: string, depth: number): object {
  const entries = listOf(part['required']).map((name): [string, unknown] => {
    const propertyPointer = `${at}/properties/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (!document.has(propertyPointer)) return [String(name), 'a']
    const made = [...candidatesFor(document, propertyPointer, depth + 1), ...FALLBACK_VALUES]
    return [String(name), made.find((value) => document.isValid('responses', propertyPointer, value))]
  })
  return Object.fromEntries(entries)
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
