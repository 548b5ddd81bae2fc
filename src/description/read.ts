import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findApi } from './apis.ts'
import { bundleApi } from './bundle-lazily.ts'
import type { Api } from './apis.ts'
import { describe } from './description.ts'
import type { Description } from './description.ts'
import type { OpenAPIDocument } from './openapi.ts'
import type { Source, SourceMap } from './source-map.ts'

/** `generated/<api>/source-map.json`: the source of each part of the bundle, and the digests of the files. */
export interface StoredSourceMap {
  /** Path → SHA-256 of the text that was bundled. */
  files: Record<string, string>
  /** JSON Pointer → [index into `files`, line]. */
  lines: Record<string, [number, number]>
}

/**
 * Reads the description of an API.
 *
 * Reads `generated/<api>/` if it was made from the current files, which saves a third of a second. Otherwise lints and
 * bundles the description, so that an edit takes effect at once.
 *
 * @param name a name under `apis` in `redocly.yaml`, or the path of a description
 * @throws DescriptionError if it does not exist or is invalid
 */
export async function readDescription(root: string, name: string): Promise<Description> {
  const api = findApi(root, name)
  return readGenerated(root, api) ?? (await readLive(root, api))
}

/** Lints and bundles the description from its current files. */
export async function readLive(root: string, api: Api): Promise<Description> {
  const { document, sourceMap } = await bundleApi(root, api)
  return describe(api.name, document, sourceMap)
}

function readGenerated(root: string, api: Api): Description | undefined {
  const folder = join(root, 'generated', api.name)
  const stored = readJson<StoredSourceMap>(join(folder, 'source-map.json'))
  const files = Object.entries(stored?.files ?? {})
  if (stored?.lines === undefined || files[0]?.[0] !== api.file) return undefined
  const isCurrent = files.every(([path, digest]) => {
    const file = join(root, path)
    return existsSync(file) && digestOf(readFileSync(file, 'utf8')) === digest
  })
  if (!isCurrent) return undefined
  const document = readJson<OpenAPIDocument>(join(folder, 'openapi.json'))
  return document === undefined ? undefined : describe(api.name, document, unpack(stored))
}

/** Returns the content of a generated file; undefined if it is missing or invalid. Then it is not used. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows what it wrote there
function readJson<T>(file: string): T | undefined {
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

/** Returns the stored form of a source map. */
export function pack(map: SourceMap, digests: Record<string, string>): StoredSourceMap {
  const names = Object.keys(digests)
  const lines = Object.entries(map).map(([pointer, { file, line }]) => [pointer, [names.indexOf(file), line]])
  return { files: digests, lines: Object.fromEntries(lines) as StoredSourceMap['lines'] }
}

function unpack(stored: StoredSourceMap): SourceMap {
  const names = Object.keys(stored.files)
  const entries = Object.entries(stored.lines).map(([pointer, [file, line]]): [string, Source] => [
    pointer,
    { file: names[file] ?? '', line },
  ])
  return Object.fromEntries(entries)
}
