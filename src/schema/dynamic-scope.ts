import { get } from './pointer.ts'
import type { Schema } from './schema.ts'
import { allSchemas } from './walk.ts'

/** Dynamic anchor → the pointer of its schema, in the order in which they were entered. */
export type DynamicScope = ReadonlyMap<string, string>

/**
 * Returns the scope within the schema at `pointer`: `scope` and the dynamic anchors of each schema with an `$id` on the
 * way from `entry` (JSON Schema 2020-12 Core, section 8.2.3.2). The first anchor of a name counts.
 */
export function scopeAt(document: object, scope: DynamicScope, entry: string, pointer: string): DynamicScope {
  const inner = new Map(scope)
  const enter = (resource: string | undefined): void => {
    if (resource === undefined) return
    for (const [name, at] of anchorsOf(document, resource)) if (!inner.has(name)) inner.set(name, at)
  }
  enter(resourceAt(document, entry))
  for (let end = pointer.indexOf('/', entry.length + 1); end !== -1; end = pointer.indexOf('/', end + 1))
    enter(idAt(document, pointer.slice(0, end)))
  if (pointer !== entry) enter(idAt(document, pointer))
  return inner
}

/** Returns the name of a schema's dynamic anchor. */
export function dynamicAnchorAt(document: object, pointer: string): string | undefined {
  const name = get(get(document, pointer), '/$dynamicAnchor')
  return typeof name === 'string' ? name : undefined
}

/** Returns the pointer of the schema with an `$id` that contains the schema at `pointer`. */
function resourceAt(document: object, pointer: string): string | undefined {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    if (idAt(document, at) !== undefined) return at
  }
  return undefined
}

function idAt(document: object, pointer: string): string | undefined {
  const schema = get(document, pointer)
  return typeof get(schema, '/$id') === 'string' ? pointer : undefined
}

function anchorsOf(document: object, resource: string): [string, string][] {
  return allSchemas(get(document, resource) as Schema, resource)
    .filter(({ pointer }) => resourceAt(document, pointer) === resource)
    .flatMap(({ schema, pointer }): [string, string][] =>
      typeof schema['$dynamicAnchor'] === 'string' ? [[schema['$dynamicAnchor'], pointer]] : [],
    )
}
