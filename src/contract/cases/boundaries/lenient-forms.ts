import { get, joinPointer } from '../../../description/index.ts'
import type { Content } from '../../../description/index.ts'
import { shapeOf } from '../../../schema/index.ts'
import type { Sample } from '../../../schema/index.ts'
import { encodingStyle } from '../../../serialization/index.ts'
import type { CaseInput } from '../case-factory.ts'

/** Fields that are unknown as well, and that frameworks drop: they are empty, or have names of their own. */
const DROPPED: readonly (readonly [string, string])[] = [
  ['undocumented_property', ''],
  ['_undocumented', 'x'],
  ['utf8', '✓'],
  ['metadata[undocumented]', 'x'],
]

/**
 * Returns invalid samples of a form that a lenient server takes for valid ones.
 *
 * @param samples all samples of the body
 */
export function lenientFormSamples(
  input: CaseInput,
  content: Content,
  schema: string,
  samples: readonly Sample[],
): Sample[] {
  const { schemas } = input
  const unknown = samples.find(
    ({ label, path, valid }) => !valid && path.length === 0 && label === 'an unknown property',
  )
  const named =
    unknown === undefined
      ? []
      : [...DROPPED, ...headerNames(input), ...listNames(input, content, schema, samples)].map(
          ([name, value]) => ({
            ...unknown,
            label: value === '' ? `the property \`${name}\` without a value` : `the property \`${name}\``,
            value: { [name]: value },
          }),
        )
  return [...named, ...emptyValues(input, samples)].filter(({ value }) => !schemas.mayBeValid(schema, value))
}

/** Returns the names of headers as a server may read them from the body, each with an example. */
function headerNames({ operation }: CaseInput): [string, string][] {
  const key = operation.idempotency?.header
  return key === undefined ? [] : [[key.toLowerCase().replaceAll('-', '_'), 'key_1']]
}

/** Returns the names of texts as a list has them, each with a valid value. */
function listNames(
  { description: { document } }: CaseInput,
  { object }: Content,
  schema: string,
  samples: readonly Sample[],
): [string, string][] {
  return [...shapeOf(document, schema).properties.keys()].flatMap((name): [string, string][] => {
    const known = samples.find(({ valid, path }) => valid && path.length === 1 && path[0] === name)
    const value: unknown = known && get(known.value, joinPointer('', name))
    return typeof value === 'string' && encodingStyle(object.encoding, name) === undefined
      ? [[`${name}[]`, value]]
      : []
  })
}

/**
 * Returns samples with an empty value that an enumeration does not have, or that is no list. Many frameworks take an
 * empty value for a missing one, so it is only sent where the description says how a wrong value of this property is
 * rejected.
 */
function emptyValues({ operation }: CaseInput, samples: readonly Sample[]): Sample[] {
  const wrong = samples.filter(
    ({ valid, path, keyword, value }) =>
      !valid && path.length === 1 && (keyword === 'enum' || (keyword === 'type' && isText(value, path))),
  )
  const byName = new Map(wrong.map((sample) => [sample.path[0] ?? '', sample]))
  return [...byName].flatMap(([name, sample]) => {
    const isDescribed = operation.rejections.some(
      ({ in: location, pointer }) => location === 'body' && pointer === joinPointer('', name),
    )
    return isDescribed ? [{ ...sample, label: '""', value: { ...(sample.value as object), [name]: '' } }] : []
  })
}

function isText(value: unknown, [name = '']: readonly string[]): boolean {
  return typeof (value as Record<string, unknown>)[name] === 'string'
}
