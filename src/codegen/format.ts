// The only file that imports Prettier.
import { format as formatWith } from 'prettier/standalone'
import * as babel from 'prettier/plugins/babel'
import * as estree from 'prettier/plugins/estree'
import type { Artefact } from './artefact.ts'

/** The style of this repository: the files of the runtime are formatted already. */
export const STYLE = { semi: false, singleQuote: true, printWidth: 110, trailingComma: 'all' } as const

/** Prettier takes seconds for a longer file. It stays as its generator prints it: indented, a member on each line. */
const LONGEST_FORMATTED = 500_000

/** Files whose generators print them as Prettier does (`printed.ts`). Only a short one can have what they print otherwise. */
const PRINTED = ['index.ts', 'validators/index.ts', 'validators/compiled.d.ts']

/** The longest of these files that is formatted. */
const LONGEST_PRINTED = 100_000

/** Returns a file of TypeScript or JavaScript, formatted. esbuild has formatted the compiled validators. */
export async function format({ name, text }: Artefact): Promise<Artefact> {
  const longest = PRINTED.includes(name) ? LONGEST_PRINTED : LONGEST_FORMATTED
  if (!/\.[jt]s$/.test(name) || name.endsWith('/compiled.js') || text.length > longest) return { name, text }
  // The parser of Babel needs two thirds of the time of TypeScript's, and the result is the same.
  const options = { ...STYLE, filepath: name, parser: 'babel-ts', plugins: [babel, estree] }
  return { name, text: await formatWith(text, options) }
}
