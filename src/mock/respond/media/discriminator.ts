import { get, refToPointer } from '../../../description/index.ts'
import type { OpenAPIDocument } from '../../../description/index.ts'

const discriminated = new WeakMap<object, Map<string, boolean>>()

/** Whether a schema, or one that it contains, has a `discriminator`. */
export function hasDiscriminator(document: OpenAPIDocument, pointer: string): boolean {
  const known = discriminated.get(document) ?? new Map<string, boolean>()
  discriminated.set(document, known)
  const visited = new Set<string>()
  const search = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return false
    return Object.entries(value).some(([key, child]: [string, unknown]) => {
      if (key === 'discriminator') return true
      if (key !== '$ref' || typeof child !== 'string') return search(child)
      const target = refToPointer(child)
      if (visited.has(target)) return false
      visited.add(target)
      return search(get(document, target))
    })
  }
  const found = known.get(pointer) ?? search(get(document, pointer))
  known.set(pointer, found)
  return found
}
