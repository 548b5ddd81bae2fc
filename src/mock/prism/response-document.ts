import { get, mapParts, refToPointer, remove, set } from '../../description/index.ts'
import type { Description, Operation, Response } from '../../description/index.ts'
import { isLargeExpanded } from './expanded-size.ts'

/** The path and the method of the only operation in a document for Prism. */
export const PRISM_PATH = '/operation'
export const PRISM_METHOD = 'get'

/**
 * Returns a document for Prism: the responses of one operation, and the components that they refer to. Prism needs
 * nothing else, because the mock routes and validates requests itself. So a part that Prism cannot read affects only the
 * operations that use it.
 *
 * @param isRandom whether Prism makes random values from the schemas
 */
export function responseDocument({ document }: Description, operation: Operation, isRandom: boolean): object {
  const responses = Object.fromEntries(
    operation.responses.map(({ status, object, headers }) => [
      status,
      // `headers` lacks the ones that OpenAPI ignores.
      {
        ...withoutLargeSchemas(document, object, isRandom),
        headers: Object.fromEntries(headers.map(({ name, object: header }) => [name, header])),
      },
    ]),
  )
  const base = {
    openapi: '3.1.0',
    info: { title: 'Mock', version: '1' },
    paths: {
      [PRISM_PATH]: { [PRISM_METHOD]: { responses, deprecated: operation.object.deprecated === true } },
    },
  }
  // Prism resolves references in place, so it gets a copy.
  return structuredClone(withoutReferencesInData(withReferenced(base, document)))
}

/** Returns a response without the schemas that Prism could not expand: the mock makes their values itself. */
function withoutLargeSchemas(document: object, object: Response['object'], isRandom: boolean): object {
  const { content } = object
  if (content === undefined) return object
  const entries = Object.entries(content).map(([type, media]) => {
    const isLarge = media.schema !== undefined && isLargeExpanded(document, media.schema, isRandom)
    return [type, isLarge ? remove(media, '/schema') : media] as const
  })
  return { ...object, content: Object.fromEntries(entries) }
}

/** Adds the targets of all references, and the targets of their references, at their own pointers. */
function withReferenced(base: object, document: object): object {
  const pointers = new Set<string>()
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, child] of Object.entries(value)) {
      if (key === '$ref' && typeof child === 'string' && child.startsWith('#/'))
        addTarget(refToPointer(child))
      else collect(child)
    }
  }
  const addTarget = (pointer: string): void => {
    // The whole component, so that no target is inside another one.
    const target = /^\/components\/[^/]+\/[^/]+/.exec(pointer)?.[0] ?? pointer
    if (pointers.has(target)) return
    pointers.add(target)
    collect(get(document, target))
  }
  collect(base)
  let whole: unknown = base
  for (const pointer of pointers) {
    if (get(document, pointer) !== undefined) whole = set(whole, pointer, get(document, pointer))
  }
  return whole as object
}

/** A document without the `enum` and `const` values that have a property `$ref`, which Prism would follow. */
function withoutReferencesInData(document: object): object {
  return mapParts(document, 'document', (part, partKind) => {
    if (partKind !== 'schema' || typeof part !== 'object' || part === null) return part
    const entries = Object.entries(part).filter(
      ([keyword, value]) => !/^(?:enum|const)$/.test(keyword) || !JSON.stringify(value).includes('"$ref":'),
    )
    return Object.fromEntries(entries)
  }) as object
}
