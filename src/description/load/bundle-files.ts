import { dirname, relative } from 'node:path'
import { bundle, createConfig, getLineColLocation, Source } from '@redocly/openapi-core'
import type { NormalizedProblem } from '@redocly/openapi-core'
import { get, isRecord, refToPointer } from '../../schema/index.ts'
import { DescriptionError } from '../error.ts'
import type { DescriptionProblem } from '../error.ts'
import { makeSourceMap } from '../source-map.ts'
import type { parseFile } from './parsed-file.ts'
import { componentNames, renameComponents } from './component-names.ts'
import { isExternal, isRemote } from './external.ts'
import { once } from './once.ts'
import type { LoadedDocument, LoadOptions } from './types.ts'
import { Overlays } from './overlays.ts'
import { LenientResolver } from './resolver.ts'

/**
 * Bundles a description with the files that it refers to, and applies its overlays. A reference that cannot be resolved
 * is a warning and stays.
 *
 * @param root paths in messages are relative to this folder
 * @param path the absolute path of the description
 * @throws DescriptionError if a file is not valid
 */
export async function bundleFiles(
  root: string,
  path: string,
  text: string,
  options: LoadOptions,
): Promise<LoadedDocument> {
  const resolver = new LenientResolver(root, dirname(path), options)
  try {
    return await bundleWith(resolver, root, path, text, options)
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('Self-referencing circular pointer')) throw error
    const again = new LenientResolver(root, dirname(path), options)
    again.circularIn = resolver.files
    return bundleWith(again, root, path, text, options)
  }
}

async function bundleWith(
  resolver: LenientResolver,
  root: string,
  path: string,
  text: string,
  { overlays: overlayPaths = [] }: LoadOptions,
): Promise<LoadedDocument> {
  const overlays = new Overlays(root, overlayPaths)
  const document = { source: new Source(path, text), parsed: withVersionAsText(resolver.parse(path, text)) }
  resolver.overlays = overlays
  resolver.root = document
  const ownNames = componentNames(document.parsed)
  const config = await createConfig({})
  const { bundle: bundled, problems } = await bundle({
    doc: document,
    config,
    externalRefResolver: resolver,
    overlays: overlays.refs,
  }).catch((error: unknown) => {
    throw asDescriptionError(root, path, error)
  })
  const overlayErrors = problems.filter(({ ruleId }) => ruleId === 'overlay')
  if (overlayErrors.length > 0)
    throw new DescriptionError(overlayErrors.map((problem) => toProblem(root, problem)))
  // Redocly puts one object in several places.
  const value = structuredClone(bundled.parsed) as Record<string, unknown>
  renameComponents(value, ownNames)
  return {
    document: value,
    sourceMap: once(() => {
      const map = makeSourceMap(value, path, (file) => openFile(resolver, file), root)
      return { ...map, ...overlays.sources }
    }),
    files: [...new Set([...resolver.files.keys(), ...resolver.paths, ...overlays.files])]
      .filter((file) => !isRemote(file))
      .map((file) => relative(root, file)),
    warnings: [
      ...[...resolver.files.values()].flatMap(({ warnings }) => warnings),
      ...overlays.warnings,
      ...resolver.problems,
      ...problems
        .filter((problem) => !isWithin(problem, path, resolver))
        .map((problem) => toProblem(root, problem)),
    ],
  }
}

/** Redocly reads no version that YAML reads as a number. */
function withVersionAsText(parsed: unknown): unknown {
  if (!isRecord(parsed)) return parsed
  const texts = Object.entries(parsed)
    .filter(([key, value]) => ['swagger', 'openapi'].includes(key) && typeof value === 'number')
    .map(([key, value]) => [key, (value as number).toFixed(1)])
  return texts.length === 0 ? parsed : { ...parsed, ...(Object.fromEntries(texts) as object) }
}

/** A reference in an extension can lead to a file that is not JSON or YAML. It has no lines. */
function openFile(resolver: LenientResolver, path: string): ReturnType<typeof parseFile> {
  return resolver.files.get(path) ?? { value: undefined, lines: () => new Map(), warnings: [] }
}

/** Turns an error of the bundler into one problem with its source. */
function asDescriptionError(root: string, path: string, error: unknown): unknown {
  if (error instanceof DescriptionError) return error
  if (error instanceof RangeError)
    return new DescriptionError([
      { source: relative(root, path), message: 'The references between files are nested too deep.' },
    ])
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  return new DescriptionError([{ source: relative(root, path), message: withoutFolder(root, message) }])
}

/** Whether a problem is that a reference within the description leads to one that cannot be resolved. That one is reported. */
function isWithin(
  { location: [location] }: NormalizedProblem,
  path: string,
  resolver: LenientResolver,
): boolean {
  if (location?.pointer === undefined || location.source.absoluteRef !== path) return false
  const pointer = refToPointer(location.pointer).replace(/\/$/, '')
  const part = get(resolver.files.get(path)?.value, pointer)
  const ref = pointer.endsWith('/$ref') ? part : isRecord(part) ? part['$ref'] : undefined
  return typeof ref === 'string' && !isExternal(ref)
}

function withoutFolder(root: string, message: string): string {
  return message.replaceAll(`${root}/`, '')
}

function toProblem(root: string, { message, location: [location] }: NormalizedProblem): DescriptionProblem {
  const text = withoutFolder(root, message)
  if (location === undefined) return { source: '', message: text }
  const { start } = getLineColLocation(location)
  return { source: `${relative(root, location.source.absoluteRef)}:${start.line}`, message: text }
}
