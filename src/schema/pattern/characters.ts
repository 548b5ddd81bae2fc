/** The first and the last code point of a range. */
export type Range = readonly [number, number]

const LAST = 0x10ffff

export const DIGITS: readonly Range[] = [[0x30, 0x39]]

export const WORDS: readonly Range[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]

/** WhiteSpace and LineTerminator of ECMA-262: the white space of `\s`. */
export const SPACES: readonly Range[] = [
  [9, 13],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]

/** All characters except LineTerminator. */
export const DOT = negate([
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
])

/** Returns the code points that are in no range. */
export function negate(ranges: readonly Range[]): readonly Range[] {
  const outside: Range[] = []
  let next = 0
  for (const [low, high] of [...ranges].sort(([left], [right]) => left - right)) {
    if (low > next) outside.push([next, low - 1])
    next = Math.max(next, high + 1)
  }
  return next <= LAST ? [...outside, [next, LAST]] : outside
}

const known = new Map<string, readonly Range[] | undefined>()

/**
 * Returns the code points of a property such as `\p{L}`, as JavaScript defines them: another engine may have another
 * version of Unicode. Undefined if JavaScript does not know the property.
 */
export function classRanges(property: string): readonly Range[] | undefined {
  if (!known.has(property)) known.set(property, findRanges(property))
  return known.get(property)
}

function findRanges(property: string): readonly Range[] | undefined {
  let expression: RegExp
  try {
    expression = new RegExp(`${property}+`, 'gu')
  } catch {
    return undefined
  }
  const ranges: Range[] = []
  // The pieces end between the surrogates: a high one before a low one would be one character.
  for (const [from, to] of PIECES) {
    let text = ''
    for (let code = from; code <= to; code += 1) text += String.fromCodePoint(code)
    for (const match of text.matchAll(expression)) {
      const last = match[0].length - (from > 0xffff ? 2 : 1)
      ranges.push([match[0].codePointAt(0) ?? 0, match[0].codePointAt(last) ?? 0])
    }
  }
  return ranges
}

const PIECES: readonly Range[] = [
  [0, 0xdbff],
  [0xdc00, 0xffff],
  [0x10000, LAST],
]
