import { relative, resolve } from 'node:path'
import { isRecord } from '../../schema/index.ts'
import { DescriptionError } from '../error.ts'
import { makeSourceMap } from '../source-map.ts'
import { hasExternalRefs } from './external.ts'
import { once } from './once.ts'
import { parseFile } from './parsed-file.ts'
import { readText } from './read-text.ts'
import type { LoadedDocument, LoadOptions, ParsedFile } from './types.ts'

/**
 * Reads a description, with the files that it refers to and its overlays.
 *
 * @param root paths are relative to this folder
 * @throws DescriptionError if a file cannot be read as JSON or YAML, or is not OpenAPI 2.0, 3.0, 3.1 or 3.2
 */
export async function load(root: string, file: string, options: LoadOptions): Promise<LoadedDocument> {
  const path = resolve(root, file)
  const text = readText(path, file)
  const parsed = parseFile(file, text)
  checkVersion(file, parsed.value)
  const { overlays = [] } = options
  if (overlays.length > 0 || hasExternalRefs(parsed.value)) {
    // Redocly is loaded only for a description that needs it.
    const { bundleFiles } = await import('./bundle-files.ts')
    return bundleFiles(root, path, text, options)
  }
  return {
    document: parsed.value as Record<string, unknown>,
    sourceMap: once(() => makeSourceMap(parsed.value, path, () => parsed, root)),
    ...sourceOfOne(parsed, relative(root, path) || path),
    files: [relative(root, path)],
    warnings: parsed.warnings,
  }
}

function sourceOfOne({ lineOf }: ParsedFile, file: string): Pick<LoadedDocument, 'sourceOf'> {
  if (lineOf === undefined) return {}
  return {
    sourceOf: (pointer) => {
      const line = lineOf(pointer)
      return line === undefined ? undefined : { file, line }
    },
  }
}

/** The versions of OpenAPI that are read. */
const VERSION = /^(?:2\.0|3\.[012](?:\.\d+)?(?:-\S+)?)$/

function checkVersion(file: string, value: unknown): void {
  const { openapi, swagger } = isRecord(value) ? value : {}
  const version = openapi ?? swagger
  if (version === undefined)
    throw new DescriptionError([
      {
        source: file,
        message: 'Not an OpenAPI description. Expected `openapi: 3.1.1` or `swagger: "2.0"` at the top.',
      },
    ])
  const text =
    typeof version === 'number'
      ? version.toFixed(1)
      : typeof version === 'string'
        ? version
        : JSON.stringify(version)
  if (!VERSION.test(text))
    throw new DescriptionError([
      {
        source: file,
        message: `Unsupported version of OpenAPI: \`${text}\`. Expected 2.0, 3.0, 3.1 or 3.2.`,
      },
    ])
}
