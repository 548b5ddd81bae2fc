import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Api, Bundled } from '../description/index.ts'
import { digestOf, pack } from '../description/index.ts'
import type { Artefact } from './artefact.ts'

/** Generates the bundled document: the whole description in one file, in its original order. */
export function makeDocument({ document }: Bundled): Artefact {
  return { name: 'openapi.json', text: `${JSON.stringify(document, null, 2)}\n` }
}

/** Generates the source map of the bundle, with one pointer per line, so that a diff is readable. */
export function makeSourceMapFile(
  root: string,
  api: Api,
  { sourceMap, files, warnings, leftOut }: Bundled,
): Artefact {
  const [first = '', ...others] = files
  // The order of the other files depends on when the bundler read them, so they are sorted.
  const digests = [first, ...others.sort()].map((file): [string, string] => [
    file,
    digestOf(readFileSync(join(root, file), 'utf8')),
  ])
  const stored = pack(sourceMap(), Object.fromEntries(digests))
  const lines = Object.entries(stored.lines).map((entry) =>
    entry.map((part) => JSON.stringify(part)).join(':'),
  )
  const notes = [
    ['overlays', api.overlays ?? []],
    ['warnings', warnings],
    ['leftOut', leftOut],
  ] as const
  const noteText = notes
    .filter(([, list]) => list.length > 0)
    .map(([key, list]) => `"${key}":${JSON.stringify(list, null, 2)},\n`)
    .join('')
  const text = `{"files":${JSON.stringify(stored.files, null, 2)},\n${noteText}"lines":{\n${lines.join(',\n')}\n}}\n`
  return { name: 'source-map.json', text }
}
