import { get, joinPointer } from '../../../description/index.ts'
import { withValue } from '../../../schema/index.ts'
import type { Sample } from '../../../schema/index.ts'

/** Texts that a language, a database or a filter takes for something else, or changes. */
const TEXTS = [
  ...['', 'None', 'nil', '1.50', '-7', ' ', 'yes', '2024-02-29T00:00:00+02:00'],
  ...['{"a":1}', '[1]', '"quoted"', '<script>a</script>', '\u{1f600}'],
]

/** The most lists and the most texts of a body that are sent so. */
const MOST = 3

/**
 * Returns valid bodies that a server may read as something else: with the same item twice in a list, and with texts that
 * look like another value.
 *
 * @param samples all samples of the body
 */
export function misreadValues(samples: readonly Sample[]): unknown[] {
  const valid = samples.filter((sample) => sample.valid)
  const lists = onePerPath(valid.filter((sample) => Array.isArray(valueOf(sample))))
  const texts = onePerPath(valid.filter(isFreeText))
  return [
    ...lists.flatMap((sample) => {
      const [item] = valueOf(sample) as unknown[]
      return item === undefined ? [] : [withValue(sample, [item, item])]
    }),
    ...(texts.length === 0
      ? []
      : TEXTS.map((text, index) => withValue(texts[index % texts.length] as Sample, text))),
  ]
}

function onePerPath(samples: readonly Sample[]): Sample[] {
  const byPath = new Map([...samples].reverse().map((sample) => [sample.path.join('/'), sample]))
  return [...byPath.values()].reverse().slice(0, MOST)
}

/** Returns whether any text is valid here: only such a schema has a sample of this length. */
function isFreeText(sample: Sample): boolean {
  const text = valueOf(sample)
  return typeof text === 'string' && text.length > 200 && sample.keyword === 'type'
}

function valueOf({ value, keys }: Sample): unknown {
  return get(value, joinPointer('', ...keys))
}
