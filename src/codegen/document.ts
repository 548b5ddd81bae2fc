import type { Bundled } from '../description/index.ts'
import type { Artefact } from './artefact.ts'

/** Generates the bundled document: the whole description in one file, in its original order. */
export function makeDocument({ document }: Bundled): Artefact {
  return { name: 'openapi.json', text: `${JSON.stringify(document, null, 2)}\n` }
}

/**
 * Generates the `package.json` of the folder: its modules are ES modules, also in a CommonJS package, and a bundler may
 * leave out those that are not used.
 *
 * @param sources the files that everything was generated from, with their SHA-256: commands read the document as long as
 *   these do not change
 */
export function makePackage(sources?: Readonly<Record<string, string>>): Artefact {
  const content = { type: 'module', sideEffects: false, ...(sources !== undefined && { sources }) }
  return { name: 'package.json', text: `${JSON.stringify(content, null, 2)}\n` }
}
