import { get, joinPointer } from '../../../description/index.ts'
import { withValue } from '../../../schema/index.ts'
import type { Sample } from '../../../schema/index.ts'
import type { CaseInput } from '../case-factory.ts'

/** Makes a text that is not a described one of a known one. Some make sense only in lists of names. */
const LOOKALIKES: readonly { label: string; change: (known: string) => string; onlyInLists?: boolean }[] = [
  { label: 'a name that every object of JavaScript has', change: () => 'constructor' },
  { label: 'a name and a dot', change: (known) => `${known}.`, onlyInLists: true },
  { label: 'a wildcard', change: () => '*', onlyInLists: true },
]

/**
 * Returns samples of texts that are not allowed, but that a server may take for an allowed one: by a lookup that finds what
 * each object has, or by a parser of paths that ignores empty parts.
 *
 * @param samples all samples of the body
 */
export function lookalikeSamples(
  { schemas }: CaseInput,
  schema: string,
  samples: readonly Sample[],
): Sample[] {
  const byPath = new Map<string, Sample>()
  for (const sample of samples) if (isOfNames(sample)) byPath.set(sample.path.join('/'), sample)
  return [...byPath].flatMap(([path, sample]) => {
    const known = samples.find((one) => one.valid && one.path.join('/') === path)
    const text: unknown = known && get(known.value, joinPointer('', ...known.keys))
    if (typeof text !== 'string') return []
    const isInList = sample.path.at(-1) === '[]'
    return LOOKALIKES.filter(({ onlyInLists = false }) => isInList || !onlyInLists)
      .map(({ label, change }) => ({ ...sample, label, value: withValue(sample, change(text)) }))
      .filter(({ value }) => !schemas.mayBeValid(schema, value))
  })
}

/** Returns whether a sample has a text that is not among some names: the items of a list, or the values of an `enum`. */
function isOfNames({ valid, path, keyword = '' }: Sample): boolean {
  return !valid && (keyword === 'enum' || (keyword === 'pattern' && path.at(-1) === '[]'))
}
