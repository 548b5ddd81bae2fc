import { parsePointer } from '../schema/index.ts'

/** Where a value is in a JSON text. */
interface Place {
  /** Where its name begins, or, in an array, the value itself. */
  readonly at: number
  readonly value: number
}

/**
 * Finds the lines of values in a valid JSON text. Only the objects and arrays on the way to a value are read, so that a
 * few lines of a large file take no time and no memory for all others.
 */
export class JsonLines {
  private readonly text: string
  /** The offset of an object or array → its members. */
  private readonly members = new Map<number, ReadonlyMap<string, Place>>()
  private lineStarts: readonly number[] | undefined

  constructor(text: string) {
    this.text = text
  }

  /** Returns the line of a property's name or of an item; undefined if the pointer leads nowhere. */
  lineOf(pointer: string): number | undefined {
    let place: Place = { at: 0, value: skipSpace(this.text, 0) }
    for (const token of parsePointer(pointer)) {
      const next = this.membersAt(place.value).get(token)
      if (next === undefined) return undefined
      place = next
    }
    return this.lineAt(place.at)
  }

  private membersAt(offset: number): ReadonlyMap<string, Place> {
    const known = this.members.get(offset)
    if (known !== undefined) return known
    const read = readMembers(this.text, offset)
    this.members.set(offset, read)
    return read
  }

  private lineAt(offset: number): number {
    this.lineStarts ??= [
      0,
      ...Array.from(this.text.matchAll(/\r\n?|\n/g), (one) => one.index + one[0].length),
    ]
    let [low, high] = [0, this.lineStarts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}

/** Returns the members of the object or array at an offset. Any other value has none. */
function readMembers(text: string, offset: number): Map<string, Place> {
  const members = new Map<string, Place>()
  const isObject = text[offset] === '{'
  if (!isObject && text[offset] !== '[') return members
  let at = skipSpace(text, offset + 1)
  while (at < text.length && text[at] !== '}' && text[at] !== ']') {
    let value = at
    let name = String(members.size)
    if (isObject) {
      const end = endOfString(text, at)
      name = JSON.parse(text.slice(at, end)) as string
      value = skipSpace(text, skipSpace(text, end) + 1)
    }
    members.set(name, { at, value })
    at = skipSpace(text, endOfValue(text, value))
    if (text[at] === ',') at = skipSpace(text, at + 1)
  }
  return members
}

function endOfValue(text: string, start: number): number {
  if (text[start] === '"') return endOfString(text, start)
  if (text[start] !== '{' && text[start] !== '[') {
    LITERAL.lastIndex = start
    LITERAL.test(text)
    return LITERAL.lastIndex
  }
  let depth = 0
  let at = start
  do {
    STRUCTURE.lastIndex = at
    const found = STRUCTURE.exec(text)
    if (found === null) return text.length
    const [mark] = found
    at = mark === '"' ? endOfString(text, found.index) : found.index + 1
    if (mark === '{' || mark === '[') depth += 1
    else if (mark !== '"') depth -= 1
  } while (depth > 0)
  return at
}

const STRUCTURE = /["{}[\]]/g
const LITERAL = /[^\s,}\]]*/y
const SPACE = /\s*/y

function endOfString(text: string, start: number): number {
  let end = start
  do end = text.indexOf('"', end + 1)
  while (isEscaped(text, end))
  return end + 1
}

function isEscaped(text: string, offset: number): boolean {
  let before = offset - 1
  while (text[before] === '\\') before -= 1
  return (offset - before) % 2 === 0
}

function skipSpace(text: string, start: number): number {
  SPACE.lastIndex = start
  SPACE.test(text)
  return SPACE.lastIndex
}
