import { negate } from './characters.ts'
import type { Range } from './characters.ts'
import type { Node } from './syntax.ts'

/** How a language writes a character by its number, the start and the end of the text. */
interface Dialect {
  readonly character: (code: number) => string
  readonly start: string
  readonly end: string
}

const DIALECTS = {
  ecma: { character: (code) => `\\u{${code.toString(16)}}`, start: '^', end: '$' },
  re2: { character: (code) => `\\x{${code.toString(16)}}`, start: '\\A', end: '\\z' },
} as const satisfies Record<string, Dialect>

/** Writes a pattern with all characters as numbers, so that it has the meaning of ECMA-262 in both languages. */
export function writePattern(node: Node, dialect: keyof typeof DIALECTS): string {
  return write(node, DIALECTS[dialect])
}

function write(node: Node, dialect: Dialect): string {
  switch (node.kind) {
    case 'characters':
      return writeCharacters(node.ranges, dialect)
    case 'assertion':
      if (node.which === 'word' || node.which === 'notWord') return node.which === 'word' ? '\\b' : '\\B'
      return dialect[node.which]
    case 'look':
      if (dialect === DIALECTS.re2) throw new RangeError('RE2 has no lookahead')
      return `(?${node.negative ? '!' : '='}${write(node.body, dialect)})`
    case 'sequence':
      return node.parts
        .map((part) => (part.kind === 'choice' ? `(?:${write(part, dialect)})` : write(part, dialect)))
        .join('')
    case 'choice':
      return node.options.map((option) => write(option, dialect)).join('|')
    case 'repeat':
      return `(?:${write(node.body, dialect)}){${node.min},${node.max === Infinity ? '' : node.max}}`
  }
}

const ALL: readonly Range[] = [[0, 0x10ffff]]

function writeCharacters(ranges: readonly Range[], { character }: Dialect): string {
  const list = (some: readonly Range[]): string =>
    some
      .map(([low, high]) => (low === high ? character(low) : `${character(low)}-${character(high)}`))
      .join('')
  const [first] = ranges
  if (first === undefined) return `[^${list(ALL)}]`
  if (ranges.length === 1 && first[0] === first[1]) return character(first[0])
  const outside = negate(ranges)
  return outside.length > 0 && outside.length < ranges.length ? `[^${list(outside)}]` : `[${list(ranges)}]`
}
