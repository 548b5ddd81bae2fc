import type { Range } from './characters.ts'
import type { Node } from './syntax.ts'

/** A place in a pattern that reads one character, and the places that may read the next one. */
interface Place {
  readonly ranges: readonly Range[]
  /** A place that two loops lead to is in the list twice: `(a+)+` is ambiguous. */
  readonly next: Place[]
}

/** The places that may read the first and the last character of a part. */
interface Ends {
  readonly isNullable: boolean
  readonly first: readonly Place[]
  readonly last: readonly Place[]
}

/** The most places of a pattern that is analyzed. */
const MOST_PLACES = 500

/** The end of the text, as a character after all others. */
const END: readonly Range[] = [[0x110000, 0x110000]]

/**
 * Whether at most one place of a pattern can read each character of a text, and only one loop leads there (a Glushkov
 * automaton that is strongly deterministic).
 * Then a backtracking engine needs time in proportion to the text. False for what is not known.
 */
export function isDeterministic(pattern: Node): boolean {
  const places: Place[] = []
  const ends = endsOf(pattern, places)
  return ends !== undefined && [ends.first, ...places.map(({ next }) => next)].every(areDisjoint)
}

function endsOf(node: Node, places: Place[]): Ends | undefined {
  switch (node.kind) {
    case 'characters':
      return read(node.ranges, places)
    case 'assertion':
      if (node.which === 'end') return read(END, places)
      return node.which === 'start' ? { isNullable: true, first: [], last: [] } : undefined
    case 'look':
      return undefined
    case 'sequence':
      return node.parts.reduce<Ends | undefined>(
        (before, part) => before && follow(before, endsOf(part, places)),
        { isNullable: true, first: [], last: [] },
      )
    case 'choice': {
      const options = node.options.map((option) => endsOf(option, places))
      if (!options.every((option) => option !== undefined)) return undefined
      return {
        isNullable: options.some(({ isNullable }) => isNullable),
        first: options.flatMap(({ first }) => first),
        last: options.flatMap(({ last }) => last),
      }
    }
    case 'repeat': {
      const body = endsOf(node.body, places)
      // A repeated part that can be empty is ambiguous.
      if (body === undefined || (node.max > 1 && body.isNullable)) return undefined
      if (node.max > 1) connect(body.last, body.first)
      return { ...body, isNullable: body.isNullable || node.min === 0 }
    }
  }
}

function read(ranges: readonly Range[], places: Place[]): Ends | undefined {
  if (places.length >= MOST_PLACES) return undefined
  const place: Place = { ranges, next: [] }
  places.push(place)
  return { isNullable: false, first: [place], last: [place] }
}

function follow(before: Ends, after: Ends | undefined): Ends | undefined {
  if (after === undefined) return undefined
  connect(before.last, after.first)
  return {
    isNullable: before.isNullable && after.isNullable,
    first: before.isNullable ? [...before.first, ...after.first] : before.first,
    last: after.isNullable ? [...before.last, ...after.last] : after.last,
  }
}

function connect(from: readonly Place[], to: readonly Place[]): void {
  for (const { next } of from) next.push(...to)
}

function areDisjoint(places: readonly Place[]): boolean {
  let end = -1
  const ranges = places.flatMap((place) => mergedRanges(place)).sort(([left], [right]) => left - right)
  for (const [low, high] of ranges) {
    if (low <= end) return false
    end = high
  }
  return true
}

const merged = new WeakMap<Place, readonly Range[]>()

/** Returns the ranges of a place without overlaps: a class may list a character twice. */
function mergedRanges(place: Place): readonly Range[] {
  const known = merged.get(place)
  if (known !== undefined) return known
  const ranges: [number, number][] = []
  for (const [low, high] of [...place.ranges].sort(([left], [right]) => left - right)) {
    const last = ranges.at(-1)
    if (last !== undefined && low <= last[1]) last[1] = Math.max(last[1], high)
    else ranges.push([low, high])
  }
  merged.set(place, ranges)
  return ranges
}
