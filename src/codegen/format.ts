// The only file that imports Prettier.
import { format as formatWith } from 'prettier/standalone'
import * as babel from 'prettier/plugins/babel'
import * as estree from 'prettier/plugins/estree'
import type { Artefact } from './artefact.ts'

/** The style of this repository: the files of the runtime are formatted already. */
export const STYLE = { semi: false, singleQuote: true, printWidth: 110, trailingComma: 'all' } as const

/** Prettier takes seconds for a longer file. It stays as its generator prints it: indented, a member on each line. */
const LONGEST_FORMATTED = 500_000

/** Returns a file of TypeScript or JavaScript, formatted. esbuild has formatted the compiled validators. */
export async function format({ name, text }: Artefact): Promise<Artefact> {
  if (!/\.[jt]s$/.test(name) || name.endsWith('/compiled.js') || text.length > LONGEST_FORMATTED)
    return { name, text }
  // The parser of Babel needs two thirds of the time of TypeScript's, and the result is the same.
  const options = { ...STYLE, filepath: name, parser: 'babel-ts', plugins: [babel, estree] }
  return { name, text: await formatWith(text, options) }
}
