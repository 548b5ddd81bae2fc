import { joinPointer } from '../../schema/index.ts'
import type { Source, SourceMap } from '../source.ts'

/**
 * Where the parts of a changed document were before: pointer now → pointer then. A part that is not listed is where its
 * parent was.
 */
export type Origins = ReadonlyMap<string, string>

/** Returns where a part was before. */
export function originOf(origins: Origins, pointer: string): string {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const origin = origins.get(at)
    if (origin !== undefined) return origin + pointer.slice(at.length)
    if (at === '') return pointer
  }
}

/** Returns the source map of a changed document. */
export function moveSources(map: SourceMap, origins: Origins, document: unknown): SourceMap {
  if (origins.size === 0) return map
  const moved: Record<string, Source> = {}
  const walk = (value: unknown, pointer: string, parentOrigin: string): void => {
    const origin = origins.get(pointer) ?? parentOrigin
    const source = map[origin]
    if (source !== undefined) moved[pointer] = source
    if (typeof value !== 'object' || value === null) return
    for (const [key, child] of Object.entries(value))
      walk(child, joinPointer(pointer, key), joinPointer(origin, key))
  }
  walk(document, '', '')
  return moved
}
