import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Api, Bundled } from '../description/index.ts'
import { digestOf, packLines } from '../description/index.ts'
import type { Artefact } from './artefact.ts'

/** Generates the bundled document: the whole description in one file, in its original order. */
export function makeDocument({ document }: Bundled): Artefact {
  return { name: 'openapi.json', text: `${JSON.stringify(document, null, 2)}\n` }
}

/**
 * Generates the `package.json` of the folder: its modules are ES modules, also in a CommonJS package, and a bundler may
 * leave out those that are not used.
 */
export function makePackage(): Artefact {
  return {
    name: 'package.json',
    text: `${JSON.stringify({ type: 'module', sideEffects: false }, null, 2)}\n`,
  }
}

/** The lines of a longer document are looked up in its files when a message needs them. */
const LONGEST_WITH_LINES = 500_000

/**
 * Generates the source map of the bundle, with one pointer per line, so that a diff is readable.
 *
 * @param length the length of the bundle
 */
export function makeSourceMapFile(
  root: string,
  api: Api,
  { sourceMap, files, warnings, leftOut }: Bundled,
  length: number,
): Artefact {
  const isLarge = length > LONGEST_WITH_LINES
  const [first = '', ...others] = files
  // The order of the other files depends on when the bundler read them, so they are sorted.
  const digests = [first, ...others.sort()].map((file): [string, string] => [
    file,
    digestOf(readFileSync(join(root, file), 'utf8')),
  ])
  const stored = Object.fromEntries(digests)
  const notes = [
    ['overlays', api.overlays ?? []],
    ['warnings', warnings],
    ['leftOut', leftOut],
  ] as const
  const noteText = notes
    .filter(([, list]) => list.length > 0)
    .map(([key, list]) => `"${key}":${JSON.stringify(list, null, 2)},\n`)
    .join('')
  const lineText = isLarge ? '"lines":null' : linesText(packLines(sourceMap(), Object.keys(stored)))
  const text = `{"files":${JSON.stringify(stored, null, 2)},\n${noteText}${lineText}}\n`
  return { name: 'source-map.json', text }
}

function linesText(lines: Readonly<Record<string, readonly [number, number]>>): string {
  const entries = Object.entries(lines).map((entry) => entry.map((part) => JSON.stringify(part)).join(':'))
  return `"lines":{\n${entries.join(',\n')}\n}`
}
