import { get, isRecord, joinPointer, refToPointer } from '../../schema/index.ts'
import type { Json } from '../json.ts'
import { METHODS } from '../methods.ts'
import type { Origins } from '../upgrade/origins.ts'
import { plainPath } from './path-names.ts'
import { readQueries } from './path-queries.ts'
import { ambiguousPaths, templateProblem } from './path-templates.ts'

/** Servers accept no longer ones. Each part below a path has a pointer that contains it. */
const MAX_PATH = 8000

/** A document of any version whose paths and methods have the names that OpenAPI gives them. */
export interface NamedPaths {
  readonly document: Json
  readonly origins: Origins
}

/**
 * Corrects the names of paths and methods, and reports paths that mean the same.
 *
 * @param warn the pointer is in the corrected document
 */
export function repairPaths(document: Json, warn: (pointer: string, message: string) => void): NamedPaths {
  const origins = new Map<string, string>()
  const { paths } = document
  if (!isRecord(paths)) return { document, origins }
  const named = new Map<string, unknown>()
  for (const [written, item] of Object.entries(paths)) {
    const path = nameOf(document, written, item, named, warn)
    if (path === undefined) continue
    const at = joinPointer('/paths', path)
    if (path !== written) origins.set(at, joinPointer('/paths', written))
    const problem = path.startsWith('/') ? templateProblem(path) : undefined
    if (problem !== undefined) warn(at, `The path \`${path}\` ${problem}`)
    const isItem = path.startsWith('/') && isRecord(item)
    named.set(path, isItem ? repairMethods(inlined(document, item, at, origins), at, origins, warn) : item)
  }
  const repaired = readQueries(document, named, origins, warn)
  const names = [...repaired.keys()].filter((path) => path.startsWith('/'))
  for (const { path, other, isSame } of ambiguousPaths(names))
    warn(
      joinPointer('/paths', path),
      isSame
        ? `The path \`${path}\` is the same as \`${other}\`. Only the names of its parameters differ.`
        : `The path \`${path}\` is ambiguous: some requests also match \`${other}\`.`,
    )
  return { document: { ...document, paths: Object.fromEntries(repaired) }, origins }
}

/** Returns the name of a path in OpenAPI. Undefined if the path is ignored. */
function nameOf(
  document: Json,
  written: string,
  item: unknown,
  used: ReadonlyMap<string, unknown>,
  warn: (pointer: string, message: string) => void,
): string | undefined {
  const { paths } = document
  if (written.startsWith('x-')) return written
  const isTaken = (path: string): boolean =>
    path !== written && (used.has(path) || (isRecord(paths) && Object.hasOwn(paths, path)))
  if (written.length > MAX_PATH) {
    const message = `has more than ${MAX_PATH} characters. It is ignored.`
    warn('/paths', `The path \`${written.slice(0, 40)}…\` ${message}`)
    return undefined
  }
  const path = written.startsWith('/') ? written : `/${written}`
  if (isTaken(path)) {
    const message = `is described twice. It must begin with \`/\`, so this one is used.`
    warn(joinPointer('/paths', path), `The path \`${written}\` ${message}`)
    return undefined
  }
  if (path !== written)
    warn(
      joinPointer('/paths', written),
      `The path \`${written}\` must begin with \`/\`. It is read as \`${path}\`.`,
    )
  const plain = isRecord(item) ? plainPath(document, path, item) : path
  if (plain === path || isTaken(plain)) return path
  warn(joinPointer('/paths', written), `The path \`${path}\` is read as \`${plain}\`.`)
  return plain
}

/** How many references may follow each other. A circle has more. */
const MAX_REFERENCES = 20

/** Returns a path with the operations that its reference leads to. Its own keys win. */
function inlined(document: Json, item: Json, pointer: string, origins: Map<string, string>): Json {
  let whole = item
  for (let count = 0; count < MAX_REFERENCES; count += 1) {
    const { $ref, ...own } = whole
    if (typeof $ref !== 'string' || !$ref.startsWith('#/')) return whole
    const from = refToPointer($ref)
    const target = get(document, from)
    if (!isRecord(target)) return whole
    for (const key of Object.keys(target))
      if (!Object.hasOwn(own, key) && key !== '$ref')
        origins.set(joinPointer(pointer, key), joinPointer(from, key))
    whole = { ...target, ...own }
  }
  return item
}

/** The other keys of a path, in any version. */
const OTHER_KEYS = [
  '$ref',
  'summary',
  'description',
  'servers',
  'parameters',
  'query',
  'additionalOperations',
]

function repairMethods(
  item: Json,
  pointer: string,
  origins: Map<string, string>,
  warn: (pointer: string, message: string) => void,
): Json {
  const known = [...METHODS, ...OTHER_KEYS]
  if (Object.keys(item).every((key) => known.includes(key) || key.startsWith('x-'))) return item
  const entries = Object.entries(item).flatMap(([written, value]): [string, unknown][] => {
    const key = written.toLowerCase()
    if (known.includes(written) || written.startsWith('x-')) return [[written, value]]
    if (!METHODS.includes(key) || Object.hasOwn(item, key)) {
      warn(joinPointer(pointer, written), `Unknown key \`${written}\` in a path. It is ignored.`)
      return []
    }
    origins.set(joinPointer(pointer, key), joinPointer(originOfParent(origins, pointer), written))
    warn(
      joinPointer(pointer, key),
      `The method \`${written}\` must be in lower case. It is read as \`${key}\`.`,
    )
    return [[key, value]]
  })
  return Object.fromEntries(entries)
}

function originOfParent(origins: Origins, pointer: string): string {
  return origins.get(pointer) ?? pointer
}
