import type { Node } from './syntax.ts'

/** The lengths that matching texts can have, in characters. */
export interface Lengths {
  readonly min: number
  readonly max: number
}

const known = new WeakMap<Node, Map<number, Lengths>>()

/**
 * Returns the lengths of the texts of a pattern. What an assertion looks at does not count.
 *
 * @param extra how often a part is repeated at most beyond what it must be. Default: without a limit
 */
export function lengthsOf(node: Node, extra = Infinity): Lengths {
  const byExtra = known.get(node) ?? new Map<number, Lengths>()
  known.set(node, byExtra)
  const found = byExtra.get(extra) ?? computeLengths(node, extra)
  byExtra.set(extra, found)
  return found
}

function computeLengths(node: Node, extra: number): Lengths {
  switch (node.kind) {
    case 'characters':
      return { min: 1, max: 1 }
    case 'assertion':
    case 'look':
      return { min: 0, max: 0 }
    case 'sequence': {
      const all = node.parts.map((part) => lengthsOf(part, extra))
      return { min: sum(all.map(({ min }) => min)), max: sum(all.map(({ max }) => max)) }
    }
    case 'choice': {
      const all = node.options.map((option) => lengthsOf(option, extra))
      return { min: Math.min(...all.map(({ min }) => min)), max: Math.max(...all.map(({ max }) => max)) }
    }
    case 'repeat': {
      const { min, max } = lengthsOf(node.body, extra)
      return { min: min * node.min, max: max === 0 ? 0 : max * Math.min(node.max, node.min + extra) }
    }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
