import { classRanges, DIGITS, DOT, negate, SPACES, WORDS } from './characters.ts'
import type { Range } from './characters.ts'

/** A part of a parsed pattern. */
export type Node =
  | { readonly kind: 'characters'; readonly ranges: readonly Range[] }
  | { readonly kind: 'assertion'; readonly which: 'start' | 'end' | 'word' | 'notWord' }
  | { readonly kind: 'look'; readonly negative: boolean; readonly body: Node }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | { readonly kind: 'repeat'; readonly body: Node; readonly min: number; readonly max: number }

/** Thrown for syntax that the parser does not know, such as a backreference. */
class UnknownSyntax extends Error {}

/** The deepest groups that are parsed, and the longest pattern. */
const DEEPEST = 100
const LONGEST = 20_000

/**
 * Parses a pattern of ECMA-262 with the flag `u`. An escape that only allows itself (`\-`) is accepted, as without the
 * flag. Undefined for a backreference, a lookbehind and any syntax that is not ECMA-262.
 */
export function parsePattern(pattern: string): Node | undefined {
  if (pattern.length > LONGEST) return undefined
  const parser = new Parser(pattern)
  try {
    return parser.parse()
  } catch (error) {
    if (error instanceof UnknownSyntax) return undefined
    throw error
  }
}

class Parser {
  private readonly text: readonly string[]
  private at = 0
  private depth = 0

  constructor(pattern: string) {
    this.text = [...pattern]
  }

  parse(): Node {
    const node = this.choice()
    if (this.at < this.text.length) throw new UnknownSyntax()
    return node
  }

  private choice(): Node {
    this.depth += 1
    if (this.depth > DEEPEST) throw new UnknownSyntax()
    const options = [this.sequence()]
    while (this.take('|')) options.push(this.sequence())
    this.depth -= 1
    return options.length === 1 && options[0] !== undefined ? options[0] : { kind: 'choice', options }
  }

  private sequence(): Node {
    const parts: Node[] = []
    while (this.at < this.text.length && this.peek() !== '|' && this.peek() !== ')') parts.push(this.term())
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'sequence', parts }
  }

  private term(): Node {
    const atom = this.atom()
    const bounds = this.bounds()
    if (bounds === undefined) return atom
    if (atom.kind === 'assertion' || atom.kind === 'look') throw new UnknownSyntax()
    // Whether a quantifier is lazy does not change which texts match.
    this.take('?')
    return { kind: 'repeat', body: atom, ...bounds }
  }

  private bounds(): { min: number; max: number } | undefined {
    if (this.take('*')) return { min: 0, max: Infinity }
    if (this.take('+')) return { min: 1, max: Infinity }
    if (this.take('?')) return { min: 0, max: 1 }
    if (this.peek() !== '{') return undefined
    const [all, min = '', comma, max = ''] = /^\{(\d+)(,?)(\d*)\}/.exec(this.ahead(40)) ?? []
    if (all === undefined || (comma === '' && max !== '')) throw new UnknownSyntax()
    this.at += all.length
    const low = Number(min)
    return { min: low, max: comma === '' ? low : max === '' ? Infinity : Number(max) }
  }

  private atom(): Node {
    const character = this.next()
    switch (character) {
      case '^':
        return { kind: 'assertion', which: 'start' }
      case '$':
        return { kind: 'assertion', which: 'end' }
      case '.':
        return { kind: 'characters', ranges: DOT }
      case '(':
        return this.group()
      case '[':
        return { kind: 'characters', ranges: this.class() }
      case '\\':
        if (this.take('b')) return { kind: 'assertion', which: 'word' }
        if (this.take('B')) return { kind: 'assertion', which: 'notWord' }
        return { kind: 'characters', ranges: this.escape(false) }
      case '*':
      case '+':
      case '?':
      case '{':
      case '}':
      case ']':
        throw new UnknownSyntax()
      default:
        return { kind: 'characters', ranges: single(character) }
    }
  }

  private group(): Node {
    let look: boolean | undefined
    if (this.take('?')) {
      if (this.take('=')) look = false
      else if (this.take('!')) look = true
      else if (!this.take(':')) {
        const name = /^<[A-Za-z_$][\w$]*>/.exec(this.ahead(100))?.[0]
        if (name === undefined) throw new UnknownSyntax()
        this.at += name.length
      }
    }
    const body = this.choice()
    if (!this.take(')')) throw new UnknownSyntax()
    return look === undefined ? body : { kind: 'look', negative: look, body }
  }

  private class(): readonly Range[] {
    const isNegated = this.take('^')
    const ranges: Range[] = []
    while (!this.take(']')) {
      const low = this.classAtom()
      if (this.peek() === '-' && this.text[this.at + 1] !== ']') {
        this.next()
        const high = this.classAtom()
        const [[first, last], [from, to]] = [only(low), only(high)]
        if (first !== last || from !== to || first > from) throw new UnknownSyntax()
        ranges.push([first, from])
      } else ranges.push(...low)
    }
    return isNegated ? negate(ranges) : ranges
  }

  private classAtom(): readonly Range[] {
    const character = this.next()
    return character === '\\' ? this.escape(true) : single(character)
  }

  private escape(inClass: boolean): readonly Range[] {
    const character = this.next()
    if (Object.hasOwn(ESCAPES, character)) return ESCAPES[character] ?? []
    if (inClass && character === 'b') return [[8, 8]]
    if (character === '0' && !/\d/.test(this.peek())) return [[0, 0]]
    if (character === 'c') return this.code(/^([A-Za-z])/, (letter) => (letter.codePointAt(0) ?? 0) % 32)
    if (character === 'x') return this.code(/^([\dA-Fa-f]{2})/, hex)
    if (character === 'u') return this.unicode()
    if (character === 'p' || character === 'P') {
      const property = /^\{[\w=]+\}/.exec(this.ahead(100))?.[0]
      const ranges = property === undefined ? undefined : classRanges(`\\p${property}`)
      if (property === undefined || ranges === undefined) throw new UnknownSyntax()
      this.at += property.length
      return character === 'P' ? negate(ranges) : ranges
    }
    // A letter or a digit has a meaning that differs between languages: \A, \Z, \1, \k.
    if (/[A-Za-z0-9]/.test(character)) throw new UnknownSyntax()
    return single(character)
  }

  private unicode(): readonly Range[] {
    const pair = /^([Dd][89ABab][\dA-Fa-f]{2})\\u([Dd][C-Fc-f][\dA-Fa-f]{2})/.exec(this.ahead(10))
    if (pair !== null) {
      this.at += pair[0].length
      return single(String.fromCharCode(hex(pair[1] ?? ''), hex(pair[2] ?? '')))
    }
    return this.peek() === '{' ? this.code(/^\{([\dA-Fa-f]{1,6})\}/, hex) : this.code(/^([\dA-Fa-f]{4})/, hex)
  }

  private code(syntax: RegExp, valueOf: (text: string) => number): readonly Range[] {
    const match = syntax.exec(this.ahead(12))
    if (match === null) throw new UnknownSyntax()
    this.at += match[0].length
    const code = valueOf(match[1] ?? '')
    return [[code, code]]
  }

  private peek(): string {
    return this.text[this.at] ?? ''
  }

  private ahead(length: number): string {
    return this.text.slice(this.at, this.at + length).join('')
  }

  private next(): string {
    const character = this.text[this.at]
    if (character === undefined) throw new UnknownSyntax()
    this.at += 1
    return character
  }

  private take(character: string): boolean {
    if (this.peek() !== character) return false
    this.at += 1
    return true
  }
}

const ESCAPES: Readonly<Record<string, readonly Range[]>> = {
  d: DIGITS,
  D: negate(DIGITS),
  w: WORDS,
  W: negate(WORDS),
  s: SPACES,
  S: negate(SPACES),
  t: [[9, 9]],
  n: [[10, 10]],
  v: [[11, 11]],
  f: [[12, 12]],
  r: [[13, 13]],
}

function hex(digits: string): number {
  return Number.parseInt(digits, 16)
}

function single(character: string): readonly Range[] {
  const code = character.codePointAt(0) ?? 0
  return [[code, code]]
}

/** Returns the range of one character. Throws for a class such as `\d`, which cannot be an end of a range. */
function only(ranges: readonly Range[]): Range {
  const [range, ...others] = ranges
  if (range === undefined || others.length > 0) throw new UnknownSyntax()
  return range
}
