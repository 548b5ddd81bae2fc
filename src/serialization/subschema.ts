import type { OpenAPIDocument } from '../description/index.ts'
import { propertiesOf, shapeOf } from '../schema/index.ts'

/** Returns the pointer of a property's schema, in a schema or its alternatives. Undefined if it is not described. */
export function propertySchema(document: OpenAPIDocument, pointer: string, name: string): string | undefined {
  const { branches, additional } = shapeOf(document, pointer)
  return (
    propertiesOf(document, pointer).get(name) ??
    firstDefined(branches, (branch) => propertySchema(document, branch, name)) ??
    additional
  )
}

/** Returns the names of all properties that a schema or its alternatives describe. */
export function propertyNames(document: OpenAPIDocument, pointer: string): Set<string> {
  const inBranches = shapeOf(document, pointer).branches.flatMap((branch) => [
    ...propertyNames(document, branch),
  ])
  return new Set([...propertiesOf(document, pointer).keys(), ...inBranches])
}

/** Whether a schema or one of its alternatives describes properties of any name. */
export function hasAdditional(document: OpenAPIDocument, pointer: string): boolean {
  const { additional, branches, schema } = shapeOf(document, pointer)
  return (
    additional !== undefined ||
    schema.additionalProperties === true ||
    branches.some((branch) => hasAdditional(document, branch))
  )
}

/** Returns the pointer of an item's schema, in a schema or its alternatives. Undefined if it is not described. */
export function itemSchema(document: OpenAPIDocument, pointer: string, index: number): string | undefined {
  const { items, firstItems, branches } = shapeOf(document, pointer)
  return firstItems[index] ?? items ?? firstDefined(branches, (branch) => itemSchema(document, branch, index))
}

function firstDefined<Item>(
  items: readonly Item[],
  find: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}
