import type { Operation } from '../../../description/index.ts'
import { propertiesOf, withValue } from '../../../schema/index.ts'
import type { Sample } from '../../../schema/index.ts'
import type { CaseInput } from '../case-factory.ts'

/** How many names are sent for each list. */
const MAX_NAMES = 2

/**
 * Returns samples of lists of names, such as `expand`, in which the name is a property of the response, but not one that
 * the list allows. A server that checks only whether the property exists accepts it.
 *
 * @param samples all samples of the body
 */
export function responseNameSamples(
  { operation, description, schemas }: CaseInput,
  schema: string,
  samples: readonly Sample[],
): Sample[] {
  const names = responseNames(operation, description.document)
  const lists = samples.filter(
    ({ valid, path, keyword = '' }) =>
      !valid && path.at(-1) === '[]' && (keyword === 'pattern' || keyword === 'enum'),
  )
  const byPath = new Map(lists.map((sample) => [sample.path.join('/'), sample]))
  return [...byPath.values()].flatMap((sample) =>
    names
      .map((name): Sample => ({
        ...sample,
        label: `the item \`${name}\`, a property of the response`,
        value: withValue(sample, name),
      }))
      .filter(({ value }) => !schemas.mayBeValid(schema, value))
      .slice(0, MAX_NAMES),
  )
}

function responseNames({ responses }: Operation, document: object): string[] {
  const names = responses
    .filter(({ status }) => /^2/.test(status))
    .flatMap(({ content }) => content.flatMap(({ schema }) => schema ?? []))
    .flatMap((schema) => [...propertiesOf(document, schema).keys()])
  return [...new Set(names)]
}
