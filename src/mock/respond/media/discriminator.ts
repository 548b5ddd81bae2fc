import { get, refToPointer } from '../../../description/index.ts'
import type { OpenAPIDocument } from '../../../description/index.ts'

const discriminated = new WeakMap<object, Map<string, boolean>>()

/** Whether a schema, or one that it contains, has a `discriminator`. */
export function hasDiscriminator(document: OpenAPIDocument, pointer: string): boolean {
  const known = discriminated.get(document) ?? new Map<string, boolean>()
  discriminated.set(document, known)
  const found = known.get(pointer) ?? searchDiscriminator(document, pointer)
  known.set(pointer, found)
  return found
}

/** A chain of references can be longer than the call stack, so the search does not call itself. */
function searchDiscriminator(document: OpenAPIDocument, pointer: string): boolean {
  const visited = new Set<string>()
  const pending = [get(document, pointer)]
  for (const value of pending) {
    if (typeof value !== 'object' || value === null) continue
    for (const [key, child] of Object.entries(value) as [string, unknown][]) {
      if (key === 'discriminator') return true
      if (key !== '$ref' || typeof child !== 'string') {
        pending.push(child)
        continue
      }
      const target = refToPointer(child)
      if (!visited.has(target)) pending.push(get(document, target))
      visited.add(target)
    }
  }
  return false
}
