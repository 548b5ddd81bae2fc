import { shapeOf } from '../../../schema/index.ts'
import type { Sample } from '../../../schema/index.ts'
import { get, joinPointer } from '../../../description/index.ts'
import type { CaseInput } from '../case-factory.ts'

/** The spellings that a server may take for the described one, as its language or a lenient parser writes names. */
const SPELLINGS: readonly ((name: string) => string)[] = [
  (name) => name.replaceAll(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase()),
  (name) => name.charAt(0).toUpperCase() + name.slice(1),
  (name) => name.toUpperCase(),
  (name) => name.replaceAll('_', '-'),
  // White space that a server trims.
  (name) => `${name} `,
  // Its last word, as people abbreviate it.
  (name) => name.replace(/^.*[-_]/, ''),
]

/** Names with signs of a store, or of a path into an object. */
const SIGNED: readonly ((name: string) => string)[] = [(name) => `$${name}`, (name) => `${name}.x`]

/**
 * Returns samples in which each property is spelled in another way. Names are case-sensitive (RFC 8259, section 8.3), so
 * these are unknown properties: a server that reads them anyway does what nobody described.
 *
 * @param samples all samples of the body
 */
export function spelledNameSamples(
  { description: { document }, schemas }: CaseInput,
  schema: string,
  samples: readonly Sample[],
): Sample[] {
  const unknown = samples.find(({ label, path }) => path.length === 0 && label === 'an unknown property')
  if (unknown === undefined) return []
  const described = shapeOf(document, schema).properties
  const byName = new Map<string | undefined, Sample>()
  for (const sample of samples)
    if (sample.valid && sample.path.length === 1 && !byName.has(sample.path[0]))
      byName.set(sample.path[0], sample)
  return [...described.keys()].flatMap((name) => {
    const known = byName.get(name)
    const value: unknown = known && get(known.value, joinPointer('', name))
    if (value === undefined) return []
    const spellings = unknown.valid ? [...SPELLINGS, ...SIGNED] : SPELLINGS
    const names = [...new Set(spellings.map((spell) => spell(name)))].filter((one) => !described.has(one))
    // Where unknown properties are invalid, a wrong name hides that another one is read.
    const groups = unknown.valid ? [names] : names.map((one) => [one])
    return groups
      .filter((group) => group.length > 0)
      .map((group) => ({
        ...unknown,
        label: `the property ${group.map((one) => `\`${one}\``).join(', ')}`,
        value: Object.fromEntries(group.map((one) => [one, value])),
      }))
      .filter(isAsUnknown)
  })

  function isAsUnknown({ value, valid }: Sample): boolean {
    return valid ? schemas.isDefinitelyValid(schema, value) : !schemas.mayBeValid(schema, value)
  }
}
