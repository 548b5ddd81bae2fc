import { relative } from 'node:path'
import { get, joinPointer, refToPointer } from '../schema/index.ts'
import { isExternal, isRemote, resolveRef } from './load/external.ts'
import type { ParsedFile } from './load/types.ts'
import type { SourceMap, Source } from './source.ts'

/** A file that a document was bundled from, and where a value is in it. */
interface Place {
  readonly path: string
  readonly file: ParsedFile
  readonly pointer: string
}

/**
 * Makes the source map of a bundled document from the files that it was bundled from. If the bundle has a reference into
 * `components` and the file has one to another file, the source of the component is in that file.
 *
 * @param bundled the bundled document, plain JSON
 * @param root the path of the main file of the bundle
 * @param open returns a file
 * @param base paths in the map are relative to this folder
 */
export function makeSourceMap(
  bundled: unknown,
  root: string,
  open: (path: string) => ParsedFile,
  base: string,
): SourceMap {
  const map: SourceMap = {}
  const note = (pointer: string, { path, file, pointer: at }: Place): void => {
    const line = file.lines().get(at)
    if (line !== undefined) map[pointer] ??= { file: relative(base, path) || path, line }
  }
  const walk = (value: unknown, pointer: string, written: unknown, place: Place): void => {
    if (typeof value !== 'object' || value === null) return
    const target = isUnresolved(value, written) ? undefined : externalTarget(written, place, open)
    if (target !== undefined) {
      // The bundler keeps references into components and replaces all others by their targets.
      const kept = (value as { $ref?: unknown }).$ref
      const at = typeof kept === 'string' ? refToPointer(kept) : pointer
      if (at !== pointer && map[at] !== undefined) return
      note(at, target.place)
      walk(at === pointer ? value : get(bundled, at), at, target.value, target.place)
      return
    }
    if (typeof written !== 'object' || written === null) return
    for (const [key, child] of Object.entries(value)) {
      if (!Object.hasOwn(written, key)) continue
      const childPointer = joinPointer(pointer, key)
      const childPlace = { ...place, pointer: joinPointer(place.pointer, key) }
      note(childPointer, childPlace)
      walk(child, childPointer, (written as Record<string, unknown>)[key], childPlace)
    }
  }
  const place = { path: root, file: open(root), pointer: '' }
  note('', place)
  walk(bundled, '', place.file.value, place)
  return map
}

/** Whether the bundle still has a reference to another file as it is written. */
function isUnresolved(value: object, written: unknown): boolean {
  const { $ref } = value as { $ref?: unknown }
  return isExternal($ref) && $ref === (written as { $ref?: unknown } | null)?.$ref
}

/** Returns the target of `$ref: other.yaml#/x`, if a value is such a reference. */
function externalTarget(
  written: unknown,
  place: Place,
  open: (path: string) => ParsedFile,
): { value: unknown; place: Place } | undefined {
  const { $ref } = (written ?? {}) as { $ref?: unknown }
  if (!isExternal($ref) || isRemote($ref)) return undefined
  const [, fragment = ''] = $ref.split('#')
  const path = resolveRef(place.path, $ref)
  const file = open(path)
  const pointer = refToPointer(fragment)
  return { value: get(file.value, pointer), place: { path, file, pointer } }
}

/** Returns the source of `pointer`, or of its nearest ancestor that has one. */
export function locate(map: SourceMap, pointer: string): Source {
  let at = pointer
  for (;;) {
    const source = map[at]
    if (source !== undefined) return source
    if (at === '') return { file: '', line: 1 }
    at = at.slice(0, at.lastIndexOf('/'))
  }
}
