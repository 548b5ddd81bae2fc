/** Matches what gives a JSON text its structure. An escape sequence in a string is one sign. */
const SIGN = /\\.|["{}[\]:]/gs

/** The longest text that is looked at, in characters. */
const MAX_LENGTH = 1_000_000

/** An object or a list that has begun. */
interface Open {
  /** The names of an object so far. */
  readonly names: Set<string>
  /** The last name. Undefined in a list. */
  name?: string
}

/**
 * Returns the JSON Pointer of the first member whose name its object has twice: parsers differ in which of the two they
 * return (RFC 8259, section 4). The text must be valid JSON.
 */
export function findRepeatedName(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const open: Open[] = []
  let start: number | undefined
  let string = ''
  for (const { 0: sign, index } of text.matchAll(SIGN)) {
    if (sign === '"') {
      if (start !== undefined) string = text.slice(start, index)
      start = start === undefined ? index + 1 : undefined
    } else if (start !== undefined) continue
    else if (sign === '{' || sign === '[') open.push({ names: new Set() })
    else if (sign === '}' || sign === ']') open.pop()
    else if (!addName(open.at(-1), string)) return pointerTo(open)
  }
  return undefined
}

/** Adds a name to an object. Returns false if the object has it already. */
function addName(object: Open | undefined, name: string): boolean {
  if (object === undefined) return true
  object.name = name
  const before = object.names.size
  return object.names.add(name).size > before
}

function pointerTo(open: readonly Open[]): string {
  return open.map(({ name }) => `/${name ?? '[]'}`).join('')
}
