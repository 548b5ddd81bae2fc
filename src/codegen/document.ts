import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bundled } from '../description/index.ts'
import { digestOf, pack } from '../description/index.ts'
import type { Artefact } from './artefact.ts'

/** The bundled document: everything that the description says, in its own order, in one file. */
export function makeDocument({ document }: Bundled): Artefact {
  return { name: 'openapi.json', text: `${JSON.stringify(document, null, 2)}\n` }
}

/** Where each part of the bundle was written; one pointer a line, so that a change of it can be read. */
export function makeSourceMapFile(root: string, { sourceMap, files }: Bundled): Artefact {
  const [first = '', ...others] = files
  // The bundler names further files in the order in which it came to read them, which is no promise.
  const digests = [first, ...others.sort()].map((file): [string, string] => [
    file,
    digestOf(readFileSync(join(root, file), 'utf8')),
  ])
  const stored = pack(sourceMap, Object.fromEntries(digests))
  const lines = Object.entries(stored.lines).map((entry) =>
    entry.map((part) => JSON.stringify(part)).join(':'),
  )
  const text = `{"files":${JSON.stringify(stored.files, null, 2)},\n"lines":{\n${lines.join(',\n')}\n}}\n`
  return { name: 'source-map.json', text }
}
