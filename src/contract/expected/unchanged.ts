import { joinPointer } from '../../description/index.ts'

/** A value of a resource before and after an operation. */
interface Changed {
  readonly pointer: string
  readonly before: unknown
  readonly after: unknown
}

/** Two values to compare, and where they are. */
interface Pair {
  readonly before: unknown
  readonly after: unknown
  readonly name: string
  readonly parent: Pair | undefined
  readonly depth: number
}

/** How many values were compared, and which of them changed. */
interface Comparison {
  readonly compared: number
  readonly changed: readonly Changed[]
}

/** An RFC 3339 date and time. */
const TIME = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/

/** How many changed values are kept. */
const MAX_CHANGED = 100

/**
 * Compares a resource before and after an operation. Only what both have is compared, because a fixture may know another
 * form of the resource. Within a property both have all members: null and absent are the same, and so are an id and the
 * object with that id, which a request may expand.
 *
 * @param ignored JSON Pointers that are not compared, with all below them
 * @param isDescribed whether the description has the value at a JSON Pointer. A server may change all others
 */
export function compareResource(
  before: object,
  after: object,
  ignored: readonly string[],
  isDescribed: (pointer: string) => boolean = () => true,
): Comparison {
  const skipped = new Set(ignored)
  // The pointer of a deep value is long. It is made only where it can be in the list.
  const deepest = Math.max(0, ...ignored.map((pointer) => pointer.split('/').length - 1))
  const changed: Changed[] = []
  let compared = 0
  const waiting = commonMembers({ before, after, name: '', parent: undefined, depth: 0 }).filter((pair) =>
    isDescribed(pointerOf(pair)),
  )
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    if (pair.depth <= deepest && skipped.has(pointerOf(pair))) continue
    if (areNested(pair) && haveSameLength(pair)) {
      for (const member of membersOf(pair)) waiting.push(member)
      continue
    }
    compared += 1
    if (!isSame(pair) && changed.length < MAX_CHANGED && isDescribed(pointerOf(pair)))
      changed.push({ pointer: pointerOf(pair), before: pair.before, after: pair.after })
  }
  return { compared, changed }
}

/** Returns whether both values are lists, or both are objects. */
function areNested({ before, after }: Pair): boolean {
  return isNested(before) && isNested(after) && Array.isArray(before) === Array.isArray(after)
}

function haveSameLength({ before, after }: Pair): boolean {
  return !Array.isArray(before) || before.length === (after as unknown[]).length
}

function commonMembers(pair: Pair): Pair[] {
  const { before, after } = pair
  return allMembers(pair).filter(
    ({ name }) => Object.hasOwn(before as object, name) && Object.hasOwn(after as object, name),
  )
}

/** Returns the members to compare: of two objects with the same id what both have, or else all. */
function membersOf(pair: Pair): Pair[] {
  const id = idOf(pair.before)
  return id !== undefined && id === idOf(pair.after) ? commonMembers(pair) : allMembers(pair)
}

/** Returns the members of two lists, or of two objects, the first one last. */
function allMembers(parent: Pair): Pair[] {
  const { before, after } = parent
  const names = new Set([...Object.keys(before as object), ...Object.keys(after as object)])
  return [...names]
    .map((name) => ({
      before: memberOf(before, name),
      after: memberOf(after, name),
      name,
      parent,
      depth: parent.depth + 1,
    }))
    .reverse()
}

function pointerOf(pair: Pair): string {
  const names: string[] = []
  for (let one = pair; one.parent !== undefined; one = one.parent) names.push(one.name)
  return joinPointer('', ...names.reverse())
}

function isSame({ before, after }: Pair): boolean {
  // JSON has two texts for the number 0.
  if ((before ?? null) === (after ?? null)) return true
  if (typeof before === 'string' && idOf(after) !== undefined) return idOf(after) === before
  if (typeof after === 'string' && idOf(before) !== undefined) return idOf(before) === after
  if (isNested(before) || isNested(after)) return false
  // A fixture may read numbers as texts, and times in another form.
  const [left, right] = [String(before), String(after)]
  const isMissing = [before, after].some((value) => value === null || value === undefined)
  if (typeof before !== typeof after) return left === right && !isMissing
  return TIME.test(left) && TIME.test(right) && Date.parse(left) === Date.parse(right)
}

function idOf(value: unknown): string | undefined {
  const id = isNested(value) && !Array.isArray(value) ? memberOf(value, 'id') : undefined
  return typeof id === 'string' ? id : undefined
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function memberOf(value: unknown, name: string): unknown {
  return Object.hasOwn(value as object, name) ? (value as Record<string, unknown>)[name] : undefined
}
