import { isSuccess } from '../../../description/index.ts'
import type { Operation } from '../../../description/index.ts'
import { propertiesOf, shapeOf, withValue } from '../../../schema/index.ts'
import type { Sample } from '../../../schema/index.ts'
import type { CaseInput } from '../case-factory.ts'

/**
 * Returns samples of lists of names, such as `expand`, in which the name is a property of the response, but not one that
 * the list allows. A server that checks only whether the property exists, or is an object, accepts it. So each list gets
 * one name of an object, and one of another property.
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
  return [...byPath.values()].flatMap((sample) => {
    const outside = names.map(([name, isObject]) => ({
      ...sample,
      label: `the item \`${name}\`, a property of the response`,
      value: withValue(sample, name),
      isObject,
    }))
    const invalid = outside.filter(({ value }) => !schemas.mayBeValid(schema, value))
    return [true, false].flatMap((wanted): Sample[] => {
      const found = invalid.find(({ isObject }) => isObject === wanted)
      return found === undefined ? [] : [{ ...sample, label: found.label, value: found.value }]
    })
  })
}

/** Returns the names of the properties of a success, and whether each is an object. */
function responseNames({ responses }: Operation, document: object): [string, boolean][] {
  const properties = responses
    .filter(({ status }) => isSuccess(status))
    .flatMap(({ content }) => content.flatMap(({ schema }) => schema ?? []))
    .flatMap((schema) => [...propertiesOf(document, schema)])
  return [...new Map(properties)].map(([name, at]) => [
    name,
    [shapeOf(document, at).schema.type].flat().includes('object'),
  ])
}
