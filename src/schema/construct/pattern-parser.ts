import { ANY, CLASSES, OTHER_LETTERS, others, range } from './characters.ts'

/** A part of a pattern: how to make a text for it. */
export type PatternNode =
  | { readonly kind: 'characters'; readonly characters: readonly string[] }
  | { readonly kind: 'sequence'; readonly nodes: readonly PatternNode[] }
  | { readonly kind: 'alternatives'; readonly nodes: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly node: PatternNode; readonly min: number; readonly max: number }

const EMPTY: PatternNode = { kind: 'sequence', nodes: [] }

/**
 * Parses a pattern of ECMA-262. Anchors and lookarounds become empty: a text that is made from the result must be tested
 * against the pattern.
 *
 * @returns undefined for a syntax that is not supported, such as a back reference
 */
export function parsePattern(pattern: string): PatternNode | undefined {
  const parser = new PatternParser(pattern)
  try {
    return parser.parse()
  } catch (error) {
    if (error instanceof UnsupportedSyntax) return undefined
    throw error
  }
}

class UnsupportedSyntax extends Error {}

class PatternParser {
  private readonly text: readonly string[]
  private at = 0

  constructor(pattern: string) {
    this.text = [...pattern]
  }

  parse(): PatternNode {
    const node = this.alternatives()
    if (this.at < this.text.length) throw new UnsupportedSyntax()
    return node
  }

  private peek(offset = 0): string {
    return this.text[this.at + offset] ?? ''
  }

  private take(): string {
    const character = this.text[this.at]
    if (character === undefined) throw new UnsupportedSyntax()
    this.at += 1
    return character
  }

  private takeIf(text: string): boolean {
    const isNext = [...text].every((character, index) => this.peek(index) === character)
    if (isNext) this.at += text.length
    return isNext
  }

  private alternatives(): PatternNode {
    const nodes = [this.sequence()]
    while (this.takeIf('|')) nodes.push(this.sequence())
    const [only] = nodes
    return nodes.length === 1 && only !== undefined ? only : { kind: 'alternatives', nodes }
  }

  private sequence(): PatternNode {
    const nodes: PatternNode[] = []
    while (this.peek() !== '' && this.peek() !== '|' && this.peek() !== ')') nodes.push(this.quantified())
    return { kind: 'sequence', nodes }
  }

  private quantified(): PatternNode {
    const node = this.atom()
    const bounds = this.quantifier()
    if (bounds === undefined) return node
    this.takeIf('?')
    return { kind: 'repeat', node, ...bounds }
  }

  private quantifier(): { min: number; max: number } | undefined {
    if (this.takeIf('*')) return { min: 0, max: Infinity }
    if (this.takeIf('+')) return { min: 1, max: Infinity }
    if (this.takeIf('?')) return { min: 0, max: 1 }
    const [whole, min = '', comma, max] =
      /^\{(\d+)(,(\d*))?\}/.exec(this.text.slice(this.at, this.at + 24).join('')) ?? []
    if (whole === undefined) return undefined
    this.at += whole.length
    const most = comma === undefined ? min : max
    return { min: Number(min), max: most === undefined || most === '' ? Infinity : Number(most) }
  }

  private atom(): PatternNode {
    const character = this.take()
    switch (character) {
      case '^':
      case '$':
        return EMPTY
      case '.':
        return { kind: 'characters', characters: ANY }
      case '(':
        return this.group()
      case '[':
        return { kind: 'characters', characters: this.characterClass() }
      case '\\':
        return this.escape()
      default:
        return { kind: 'characters', characters: [character] }
    }
  }

  private group(): PatternNode {
    const isLookaround = ['?=', '?!', '?<=', '?<!'].some((start) => this.takeIf(start))
    if (!isLookaround && !this.takeIf('?:') && this.takeIf('?<')) while (this.take() !== '>');
    const node = this.alternatives()
    if (this.take() !== ')') throw new UnsupportedSyntax()
    return isLookaround ? EMPTY : node
  }

  private escape(): PatternNode {
    if (/[bB]/.test(this.peek())) {
      this.take()
      return EMPTY
    }
    return { kind: 'characters', characters: this.escapedCharacters() }
  }

  private escapedCharacters(): readonly string[] {
    const character = this.take()
    const known = CLASSES[character.toLowerCase()]
    if (known !== undefined) return character === character.toLowerCase() ? known : others(known)
    if (/[pP]/.test(character)) return this.unicodeProperty(character === 'P')
    if (/[1-9k]/.test(character)) throw new UnsupportedSyntax()
    const control = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', 0: '\0' }[character]
    if (control !== undefined) return [control]
    return character === 'x' || character === 'u' ? [this.codePoint(character === 'x' ? 2 : 4)] : [character]
  }

  private codePoint(length: number): string {
    const rest = this.text.slice(this.at, this.at + 12).join('')
    const [whole = '', braced, plain] =
      /^\{([\da-f]+)\}/i.exec(rest) ?? new RegExp(`^()([\\da-f]{${length}})`, 'i').exec(rest) ?? []
    if (whole === '') throw new UnsupportedSyntax()
    this.at += whole.length
    return String.fromCodePoint(
      Number.parseInt(braced === '' || braced === undefined ? (plain ?? '') : braced, 16),
    )
  }

  private unicodeProperty(isNegated: boolean): readonly string[] {
    const name = /^\{[^}]*\}/.exec(this.text.slice(this.at, this.at + 60).join(''))?.[0]
    if (name === undefined) throw new UnsupportedSyntax()
    this.at += name.length
    return matching(`\\${isNegated ? 'P' : 'p'}${name}`, [...ANY, ...OTHER_LETTERS])
  }

  private characterClass(): readonly string[] {
    const isNegated = this.takeIf('^')
    const found: string[] = []
    while (this.peek() !== ']') {
      const first = this.classMember()
      const isRange = this.peek() === '-' && this.peek(1) !== ']' && first.length === 1
      if (!isRange) {
        found.push(...first)
        continue
      }
      this.take()
      const last = this.classMember()
      if (last.length === 1) found.push(...range(first[0] ?? '', last[0] ?? ''))
      else found.push(...first, '-', ...last)
    }
    this.take()
    return isNegated ? others(found) : found
  }

  private classMember(): readonly string[] {
    const character = this.take()
    if (character !== '\\') return [character]
    if (this.takeIf('b')) return ['\b']
    return this.escapedCharacters()
  }
}

function matching(source: string, characters: readonly string[]): readonly string[] {
  try {
    const test = new RegExp(source, 'u')
    return characters.filter((character) => test.test(character))
  } catch {
    throw new UnsupportedSyntax()
  }
}
