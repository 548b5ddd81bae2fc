import type { Operation, Resource } from '../../../description/index.ts'

type PathValues = Readonly<Record<string, unknown>>

/** Returns the key of the object that a path parameter identifies, from the path up to it. */
export function itemKey(operation: Operation, parameter: string, values: PathValues): string {
  const prefix = operation.path.slice(0, operation.path.indexOf(`{${parameter}}`) + parameter.length + 2)
  return keyOf(prefix, values)
}

/** Returns the key of a new object in the collection of a creation. */
export function createdKey(resource: Resource, values: PathValues, id: unknown): string {
  return keyOf(resource.itemPath, pathValuesOf(resource, values, id))
}

/**
 * Returns the path parameters of a new object. The parameters of the two paths can have different names, so they are
 * matched by their order.
 */
export function pathValuesOf(
  { itemPath, parameter, create }: Resource,
  values: PathValues,
  id: unknown,
): PathValues {
  const names = namesIn(create.path)
  const byOrder = namesIn(itemPath).map((name, index) => [name, values[names[index] ?? name]] as const)
  return { ...Object.fromEntries(byOrder), [parameter]: id }
}

/** Returns the key of a collection. */
export function collectionKey(operation: Operation, values: PathValues): string {
  return keyOf(operation.path, values)
}

function keyOf(template: string, values: PathValues): string {
  const shape = template.replaceAll(/\{[^{}]*\}/g, '{}').replace(/\/$/, '')
  // An id can be a number in a body and a text in a path.
  return JSON.stringify([shape, ...namesIn(template).map((name) => String(values[name]))])
}

function namesIn(template: string): string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name)
}
