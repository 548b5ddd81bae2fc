import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { cacheFolder } from '../command/index.ts'
import type { Api } from './apis.ts'
import type { Bundled } from './bundle.ts'
import { outputOf } from './apis.ts'
import type { Description } from './description.ts'
import type { Source, SourceMap } from './source.ts'

/**
 * The source of each part of a bundle, and what else was found in its files. It is in the cache of this toolkit: it
 * changes with every line of a description, so it would be noise in a review.
 */
export interface StoredSourceMap {
  /** Path → SHA-256 of the text that was bundled. */
  files: Record<string, string>
  /** Overlays, in the order in which they were applied. */
  overlays: readonly string[]
  /** The faults of the description, and the operations that cannot be used. */
  warnings: Description['warnings']
  leftOut: Description['leftOut']
  /** JSON Pointer → [index into `files`, line]. */
  lines: Record<string, [number, number]>
}

/** The lines of a longer document are looked up in its files when a message needs them. */
const LONGEST_WITH_LINES = 500_000

/** How long an unused source map is kept, in milliseconds. */
const MAX_AGE = 24 * 60 * 60 * 1000

const FOLDER = join(cacheFolder, 'source-maps')

/** Returns the path of the stored source map of an API. */
export function storedPath(root: string, { name, file, output }: Api): string {
  const key = JSON.stringify([resolve(root), name, file, output])
  return join(FOLDER, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`)
}

/** Returns the stored source map of an API; undefined if it is missing or incomplete. */
export function readStored(root: string, api: Api): StoredSourceMap | undefined {
  return readJson<StoredSourceMap>(storedPath(root, api))
}

/** Stores the source map of a bundle for the next command. A source map that cannot be stored is made again. */
export function storeSourceMap(root: string, api: Api, bundled: Bundled, length: number): void {
  if (length > LONGEST_WITH_LINES) return
  const { sourceMap, files, warnings, leftOut } = bundled
  const digests = sourceDigests(root, files)
  const lines = packLines(sourceMap(), Object.keys(digests))
  const stored: StoredSourceMap = { files: digests, overlays: api.overlays ?? [], warnings, leftOut, lines }
  const path = storedPath(root, api)
  const temporary = `${path}.${process.pid}`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(temporary, JSON.stringify(stored))
    renameSync(temporary, path)
    removeUnused()
  } catch {
    // For example, node_modules can be read-only.
  }
}

function removeUnused(): void {
  for (const name of readdirSync(FOLDER)) {
    const path = join(FOLDER, name)
    if (Date.now() - statSync(path).mtimeMs > MAX_AGE) rmSync(path, { force: true })
  }
}

/** Returns the SHA-256 of each file of a description. The description is first; the order of the others is stable. */
export function sourceDigests(
  root: string,
  [first = '', ...others]: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    [first, ...others.sort()].map((file) => [file, digestOf(readFileSync(join(root, file), 'utf8'))]),
  )
}

/** Returns the digests in the `package.json` of a generated folder; undefined if they are missing. */
export function generatedSources(root: string, api: Api): Record<string, string> | undefined {
  return readJson<{ sources?: Record<string, string> }>(join(root, outputOf(api), 'package.json'))?.sources
}

/** Returns the content of a file; undefined if it is missing or invalid. Then it is not used. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows what it wrote there
export function readJson<T>(file: string): T | undefined {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) ?? undefined) as T | undefined
  } catch {
    return undefined
  }
}

/** Returns the SHA-256 of a text in hexadecimal. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
}

/** Returns the stored form of the lines of a source map. */
function packLines(map: SourceMap, files: readonly string[]): Record<string, [number, number]> {
  const indexes = new Map(files.map((name, index) => [name, index]))
  const lines = Object.entries(map).map(([pointer, { file, line }]) => [
    pointer,
    [indexes.get(file) ?? 0, line],
  ])
  return Object.fromEntries(lines) as Record<string, [number, number]>
}

/** Returns the source map of stored lines. */
export function unpackLines({ files, lines }: StoredSourceMap): SourceMap {
  const names = Object.keys(files)
  const entries = Object.entries(lines).map(([pointer, [file, line]]): [string, Source] => [
    pointer,
    { file: names[file] ?? '', line },
  ])
  return Object.fromEntries(entries)
}
