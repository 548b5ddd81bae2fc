import { get, joinPointer } from '../../../description/index.ts'
import { withValue } from '../../../schema/index.ts'
import type { Sample } from '../../../schema/index.ts'
import type { CaseInput } from '../case-factory.ts'

/** Texts that a lookup may find without being a described one. */
const NAMES = [['a name that every object of JavaScript has', () => 'constructor']] as const

/** Further such items of a list of names. */
const ITEMS = [
  ['a name and a dot', (known: string) => `${known}.`],
  ['a wildcard', () => '*'],
] as const

/**
 * Returns samples of texts that are none of the allowed ones, but that a server may take for one: by a lookup that finds
 * what each object has, or by a parser of paths that ignores empty parts.
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
    const lookalikes = sample.path.at(-1) === '[]' ? [...NAMES, ...ITEMS] : NAMES
    return lookalikes
      .map(([label, change]) => ({ ...sample, label, value: withValue(sample, change(text)) }))
      .filter(({ value }) => !schemas.mayBeValid(schema, value))
  })
}

/** Returns whether a sample has a text that is not among some names: the items of a list, or the values of an `enum`. */
function isOfNames({ valid, path, keyword = '' }: Sample): boolean {
  return !valid && (keyword === 'enum' || (keyword === 'pattern' && path.at(-1) === '[]'))
}
