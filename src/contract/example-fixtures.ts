import type { Description, Operation, Parameter } from '../description/index.ts'
import { usualState } from './allowed-states.ts'
import { namesResource } from './answers.ts'
import type { Fixtures, PathParameters } from './fixture.ts'
import { textOf } from './values/example.ts'
import { exampleValue } from './values/parameter.ts'

/**
 * Stands in where no fixture module was given: the path parameters' examples, for the usual state only. One such
 * resource serves once on a server that keeps state. Where a path names nothing that has to exist, any value will do.
 */
export function exampleFixtures(description: Description): Fixtures {
  const known = new Map<string, string>()
  for (const parameter of description.operations.flatMap(({ parameters }) => parameters)) {
    const example = exampleOf(parameter)
    if (example !== undefined) known.set(parameter.object.name, textOf(example))
  }
  return {
    create: (state, { operation: id }) => {
      const operation = description.operations.find((one) => one.id === id)
      if (operation === undefined || usualState(operation) !== state) return Promise.resolve(undefined)
      return Promise.resolve(resourceOf(description, operation, known))
    },
  }
}

function resourceOf(
  description: Description,
  operation: Operation,
  known: ReadonlyMap<string, string>,
): PathParameters | undefined {
  const resource: [string, string][] = []
  for (const parameter of operation.parameters) {
    const { in: place, name } = parameter.object
    if (place !== 'path') continue
    const madeUp = namesResource(operation) ? undefined : exampleValue(description.document, parameter)
    const value = textOf(exampleOf(parameter) ?? known.get(name) ?? madeUp?.value ?? '')
    if (value === '') return undefined
    resource.push([name, value])
  }
  return Object.fromEntries(resource)
}

/** What the description itself gives as an example of a path parameter. */
function exampleOf({ object }: Parameter): unknown {
  if (object.in !== 'path') return undefined
  const [named] = Object.values(object.examples ?? {})
  return object.example ?? named?.value
}
