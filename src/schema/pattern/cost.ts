import { isDeterministic } from './deterministic.ts'
import type { Node } from './syntax.ts'

/**
 * Returns the parts of a pattern that all have to match, if it begins with lookaheads: `^(?=A)B` matches where `^A` and
 * `^B` match. JavaScript never goes back into a lookahead, so the time is the sum of the parts.
 */
export function conjunctsOf(pattern: Node): { node: Node; negative: boolean }[] {
  if (pattern.kind !== 'sequence') return [{ node: pattern, negative: false }]
  const [start, ...rest] = pattern.parts
  if (start?.kind !== 'assertion' || start.which !== 'start') return [{ node: pattern, negative: false }]
  const count = rest.findIndex((part) => part.kind !== 'look')
  const looks = count === -1 ? rest : rest.slice(0, count)
  const others = count === -1 ? [] : rest.slice(count)
  return [
    ...looks.flatMap((look) =>
      look.kind === 'look' ? [{ node: sequence(start, look.body), negative: look.negative }] : [],
    ),
    { node: sequence(start, ...others), negative: false },
  ]
}

function sequence(...parts: Node[]): Node {
  return { kind: 'sequence', parts }
}

/** How many ways a backtracking engine may try. */
interface Choices {
  /** The ways of finite choices, such as `a?` and `a|b`. */
  readonly ways: number
  /** The loops that follow each other. Each multiplies the time by the length of the text. */
  readonly loops: number
  /** The greatest number of characters outside of loops. */
  readonly width: number
}

/** A range of repetitions up to this size counts as finite. */
const LARGEST_CHOICE = 32

const UNBOUNDED: Choices = { ways: Infinity, loops: Infinity, width: Infinity }

/** Whether JavaScript matches any text in time proportional to its length, as can be seen without an analysis. */
export function isTriviallyLinear(pattern: Node): boolean {
  const { ways, loops, width } = choicesOf(pattern)
  const isLinear = loops + (isAnchored(pattern) ? 0 : 1) <= 1 && ways * (1 + width) <= 1000
  return isLinear || (isAnchored(pattern) && isDeterministic(pattern))
}

/** Whether the finite choices of a pattern alone may take exponential time: `a?a?a?…`, `(a{0,30}){0,30}`. */
export function hasManyChoices(pattern: Node): boolean {
  return choicesOf(pattern).ways > 1e6
}

function choicesOf(node: Node): Choices {
  switch (node.kind) {
    case 'characters':
      return { ways: 1, loops: 0, width: 1 }
    case 'assertion':
      return { ways: 1, loops: 0, width: 0 }
    case 'look':
      return choicesOf(node.body)
    case 'sequence':
      return node.parts.map(choicesOf).reduce(
        (all, part) => ({
          ways: all.ways * part.ways,
          loops: all.loops + part.loops,
          width: all.width + part.width,
        }),
        { ways: 1, loops: 0, width: 0 },
      )
    case 'choice':
      return node.options.map(choicesOf).reduce((all, part) => ({
        ways: all.ways + part.ways,
        loops: Math.max(all.loops, part.loops),
        width: Math.max(all.width, part.width),
      }))
    case 'repeat':
      return repeated(choicesOf(node.body), node.min, node.max)
  }
}

function repeated(body: Choices, min: number, max: number): Choices {
  if (max === 0) return { ways: 1, loops: 0, width: 0 }
  if (max === 1) return { ...body, ways: body.ways + 1 - min }
  const isFixed = body.ways === 1 && body.loops === 0
  if (max - min > LARGEST_CHOICE || max > 1000)
    // A body that can match nothing, or in several ways, makes a loop ambiguous.
    return isFixed && body.width > 0 ? { ways: 1, loops: 1, width: body.width } : UNBOUNDED
  const ways = isFixed ? max - min + 1 : body.ways ** max * (max - min + 1)
  return { ways, loops: body.loops === 0 ? 0 : body.loops * max, width: body.width * max }
}

/** Whether a match can only begin at the start of the text. */
function isAnchored(node: Node): boolean {
  if (node.kind === 'assertion') return node.which === 'start'
  if (node.kind === 'choice') return node.options.every(isAnchored)
  return node.kind === 'sequence' && node.parts[0] !== undefined && isAnchored(node.parts[0])
}

/** Whether all characters of a pattern are below the surrogates: then the flag `u` does not change its meaning. */
export function isBelowSurrogates(node: Node): boolean {
  switch (node.kind) {
    case 'characters':
      return node.ranges.every(([, high]) => high < 0xd800)
    case 'assertion':
      return true
    case 'look':
    case 'repeat':
      return isBelowSurrogates(node.body)
    case 'sequence':
      return node.parts.every(isBelowSurrogates)
    case 'choice':
      return node.options.every(isBelowSurrogates)
  }
}
