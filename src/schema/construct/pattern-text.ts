import { compileFor } from '../pattern/index.ts'
import { lengthsOf, parsePattern } from '../pattern/index.ts'
import type { Node } from '../pattern/index.ts'
import { charactersOf } from './characters.ts'

/** The greatest number of texts that are tested for one pattern. */
const MAX_TEXTS = 64

/** The most parts that are written for one pattern: `(((a{100}){100}){100}){100}` has 100 million. */
const MAX_STEPS = 2_000_000

/** The longest text that is made for a pattern, because matching can take long. */
const LONGEST = 100_000

/**
 * Yields texts that match a pattern and have a length between two bounds. Different variants begin with different texts.
 * Yields nothing if none was found.
 */
export function* patternTexts(
  pattern: string,
  { min, max }: { min: number; max: number },
  variant = 0,
): Generator<string, void> {
  const test = compileFor('any', pattern).pattern
  const node = parsePattern(pattern)
  if (test === undefined || node === undefined || min > LONGEST) return
  const isMatch = (text: string): boolean => {
    const { length } = [...text]
    return length >= min && length <= max && test.test(text)
  }
  const limits = lengthsOf(node)
  if (limits.min > LONGEST) return
  const budget = { left: MAX_STEPS }
  const shortest = Math.max(1, min)
  // A longer text than the shortest one can be needed for a lookahead: `^(?=.*\d).{0,20}$`.
  const targets = [
    shortest,
    limits.min,
    min,
    Math.min(max, Math.max(8, limits.min)),
    Math.min(max, limits.max, 64),
  ]
  for (let tried = 0; tried < MAX_TEXTS; tried += 1) {
    for (const target of new Set(targets)) {
      const text = write(node, Math.max(limits.min, Math.min(target, limits.max)), variant + tried, {
        at: 0,
        rest: variant + tried,
        budget,
      })
      if (budget.left < 0) return
      const missing = Math.max(0, min - [...text].length)
      const paddings = missing === 0 ? [''] : ['a', '0', 'A', ' ', '-'].map((unit) => unit.repeat(missing))
      for (const padding of paddings) {
        for (const padded of new Set([text + padding, padding + text])) if (isMatch(padded)) yield padded
      }
    }
  }
}

interface Progress {
  /** The characters that have been written. */
  at: number
  /** What is left of the variant: each character is a digit of it, so that long texts have very many variants. */
  rest: number
  /** How many parts may still be written. */
  readonly budget: { left: number }
}

/** Writes a text of about `target` characters. */
function write(node: Node, target: number, variant: number, position: Progress): string {
  position.budget.left -= 1
  if (position.budget.left < 0) return ''
  switch (node.kind) {
    case 'characters': {
      const characters = charactersOf(node.ranges)
      const { length } = characters
      const index = variant === 0 && length < 90 ? 0 : (position.rest % length) * step(length) + position.at
      position.at += 1
      position.rest = Math.floor(position.rest / Math.max(1, length))
      return characters[index % length] ?? ''
    }
    case 'assertion':
    case 'look':
      return ''
    case 'sequence':
      return writeSequence(node.parts, target, variant, position)
    case 'choice': {
      const fitting = node.options.filter(
        (each) => lengthsOf(each).min <= target && lengthsOf(each).max >= target,
      )
      const choices = fitting.length > 0 && variant % 2 === 0 ? fitting : node.options
      const chosen = choices[variant % choices.length]
      return chosen === undefined ? '' : write(chosen, target, variant, position)
    }
    case 'repeat': {
      const each = lengthsOf(node.body)
      if (each.max === 0) return ''
      const needed = Math.ceil(target / Math.min(each.max, Math.max(each.min, target)))
      const fitting = each.min === 0 ? needed : Math.min(needed, Math.floor(target / each.min))
      const count = Math.max(node.min, Math.min(node.max, fitting))
      const nodes = Array.from({ length: count }, () => node.body)
      return writeSequence(nodes, target, variant, position)
    }
  }
}

function writeSequence(nodes: readonly Node[], target: number, variant: number, position: Progress): string {
  let extra = target - nodes.reduce((total, node) => total + lengthsOf(node).min, 0)
  let text = ''
  for (const node of nodes) {
    if (position.budget.left < 0) return ''
    const { min, max } = lengthsOf(node)
    const more = Math.max(0, Math.min(extra, max - min))
    extra -= more
    text += write(node, min + more, variant, position)
  }
  return text
}

/** Returns the distance of the characters of two variants in a row. It shares no factor with `length`. */
function step(length: number): number {
  return length % 7 === 0 ? 1 : 7
}
