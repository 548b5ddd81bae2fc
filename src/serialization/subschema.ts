import type { OpenAPIDocument } from '../description/index.ts'
import { propertiesOf, shapeOf } from '../schema/index.ts'
import type { Shape } from '../schema/index.ts'

/** Returns the pointer of a property's schema, in a schema or its alternatives. Undefined if it is not described. */
export function propertySchema(document: OpenAPIDocument, pointer: string, name: string): string | undefined {
  return firstDefined(
    document,
    pointer,
    (at) => propertiesOf(document, at).get(name),
    ({ additional }) => additional,
  )
}

/** Returns the names of all properties that a schema or its alternatives describe. */
export function propertyNames(document: OpenAPIDocument, pointer: string): Set<string> {
  const names = new Set<string>()
  firstDefined(document, pointer, (at) => {
    for (const name of propertiesOf(document, at).keys()) names.add(name)
    return undefined
  })
  return names
}

/** Whether a schema or one of its alternatives describes properties of any name. */
export function hasAdditional(document: OpenAPIDocument, pointer: string): boolean {
  const found = firstDefined(document, pointer, (at, { additional, schema }) =>
    additional !== undefined || schema.additionalProperties === true ? at : undefined,
  )
  return found !== undefined
}

/** Returns the pointer of an item's schema, in a schema or its alternatives. Undefined if it is not described. */
export function itemSchema(document: OpenAPIDocument, pointer: string, index: number): string | undefined {
  return firstDefined(document, pointer, (_, { items, firstItems }) => firstItems[index] ?? items)
}

/**
 * Returns the first result for a schema and its alternatives. Each schema is asked once: alternatives may refer to the
 * same schema again and again, or to themselves.
 *
 * @param findAfter is called if neither the schema nor its alternatives have a result
 */
function firstDefined(
  document: OpenAPIDocument,
  pointer: string,
  find: (pointer: string, shape: Shape) => string | undefined,
  findAfter: (shape: Shape) => string | undefined = () => undefined,
): string | undefined {
  const asked = new Set<object>()
  const waiting: (() => string | undefined)[] = []
  const ask = (at: string) => (): string | undefined => {
    const shape = shapeOf(document, at)
    if (asked.has(shape)) return undefined
    asked.add(shape)
    const found = find(at, shape)
    if (found !== undefined) return found
    waiting.push(() => findAfter(shape), ...shape.branches.map(ask).reverse())
    return undefined
  }
  waiting.push(ask(pointer))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const found = next()
    if (found !== undefined) return found
  }
  return undefined
}
