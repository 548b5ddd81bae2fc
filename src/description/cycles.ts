import { joinPointer, refToPointer } from '../schema/index.ts'
import type { OpenAPIDocument, Schema } from './openapi.ts'
import { mapParts } from './parts.ts'
import type { PartKind } from './parts.ts'

/**
 * Returns the pointers of references that lead back to themselves, for example by `allOf`, without a property or an item
 * in between (JSON Schema 2020-12, section 9.4.1). Without these references, the document has no such cycle.
 */
export function findCycles(document: OpenAPIDocument): string[] {
  const edges = dependencies(document)
  const state = new Map<string, 'open' | 'done'>()
  const circular: string[] = []
  for (const start of edges.keys()) {
    if (state.has(start)) continue
    // A stack instead of recursion: a chain of references can be long.
    const stack = [{ pointer: start, next: 0 }]
    state.set(start, 'open')
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const target = edges.get(top.pointer)?.[top.next++]
      if (target === undefined) {
        state.set(top.pointer, 'done')
        stack.pop()
      } else if (state.get(target) === 'open') circular.push(top.pointer)
      else if (!state.has(target)) {
        state.set(target, 'open')
        stack.push({ pointer: target, next: 0 })
      }
    }
  }
  return circular
}

/** Returns, for each part, the pointers that it depends on: the target of its reference, and schemas for the same value. */
function dependencies(document: OpenAPIDocument): Map<string, readonly string[]> {
  const edges = new Map<string, readonly string[]>()
  mapParts(document, 'document', (part, partKind, pointer) => {
    if (typeof part === 'object' && part !== null) edges.set(pointer, dependenciesOf(part, partKind, pointer))
    return part
  })
  return edges
}

function dependenciesOf(part: object, partKind: PartKind, pointer: string): string[] {
  const { $ref, ...schema } = part as Schema
  const reference = typeof $ref === 'string' && $ref.startsWith('#') ? [refToPointer($ref)] : []
  if (partKind !== 'schema') return reference
  const lists = ['allOf', 'anyOf', 'oneOf', 'dependentSchemas'].flatMap((keyword) =>
    Object.keys(schema[keyword] ?? {}).map((key) => joinPointer(pointer, keyword, key)),
  )
  const single = ['not', 'if', 'then', 'else'].filter((keyword) => schema[keyword] !== undefined)
  return [...reference, ...lists, ...single.map((keyword) => joinPointer(pointer, keyword))]
}
