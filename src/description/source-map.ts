import { dirname, relative, resolve } from 'node:path'
import { LineCounter, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Document, Node } from 'yaml'
import { get, joinPointer, parsePointer } from '../schema/index.ts'
import { refToPointer } from '../schema/index.ts'

/** A line of a hand-written file. Lines count from 1. */
export interface Source {
  file: string
  line: number
}

/** Maps a JSON Pointer into the bundled document to its source. */
export type SourceMap = Record<string, Source>

interface SourceFile {
  path: string
  document: Document
  lines: LineCounter
}

/**
 * Makes the source map of a bundled document from the files that it was bundled from. If the bundle has a reference into
 * `components` and the file has one to another file, the source of the component is in that file.
 *
 * @param bundled the bundled document, plain JSON
 * @param root the path of the main file of the bundle
 * @param read returns the text of a file
 * @param base paths in the map are relative to this folder
 */
export function makeSourceMap(
  bundled: unknown,
  root: string,
  read: (path: string) => string,
  base: string,
): SourceMap {
  const files = new Map<string, SourceFile>()
  const open = (path: string): SourceFile => {
    let file = files.get(path)
    if (file === undefined) {
      const lines = new LineCounter()
      file = {
        path,
        lines,
        document: parseDocument(read(path), { lineCounter: lines, keepSourceTokens: false }),
      }
      files.set(path, file)
    }
    return file
  }
  const map: SourceMap = {}
  const note = (pointer: string, file: SourceFile, node: Node | null): void => {
    const offset = node?.range?.[0]
    if (offset === undefined) return
    map[pointer] ??= { file: relative(base, file.path) || file.path, line: file.lines.linePos(offset).line }
  }

  const walk = (value: unknown, pointer: string, node: unknown, file: SourceFile): void => {
    if (typeof value !== 'object' || value === null) return
    const target = externalTarget(node, file, open)
    if (target !== undefined) {
      // The bundler keeps references into components and replaces all others by their targets.
      const kept = (value as { $ref?: unknown }).$ref
      const at = typeof kept === 'string' ? refToPointer(kept) : pointer
      if (at !== pointer && map[at] !== undefined) return
      note(at, target.file, target.node)
      walk(get(bundled, at), at, target.node, target.file)
      return
    }
    for (const [key, child] of Object.entries(value)) {
      const childPointer = joinPointer(pointer, key)
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
        if (pair === undefined) continue
        note(childPointer, file, pair.key as Node)
        walk(child, childPointer, pair.value, file)
      } else if (isSeq(node)) {
        const item = node.items[Number(key)] as Node | undefined
        note(childPointer, file, item ?? null)
        walk(child, childPointer, item, file)
      }
    }
  }

  const file = open(root)
  note('', file, file.document.contents)
  walk(bundled, '', file.document.contents, file)
  return map
}

/** Returns the target of `$ref: other.yaml#/x`, if `node` is such a reference. */
function externalTarget(
  node: unknown,
  file: SourceFile,
  open: (path: string) => SourceFile,
): { node: Node | null; file: SourceFile } | undefined {
  if (!isMap(node)) return undefined
  const ref = node.get('$ref')
  if (typeof ref !== 'string' || ref.startsWith('#') || /^[a-z]+:\/\//i.test(ref)) return undefined
  const [path = '', fragment = ''] = ref.split('#')
  const target = open(resolve(dirname(file.path), path))
  const tokens = parsePointer(fragment)
  const found = tokens.length === 0 ? target.document.contents : target.document.getIn(tokens, true)
  return { node: (found ?? null) as Node | null, file: target }
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
