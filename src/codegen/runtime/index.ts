import { readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { callOf } from '../../command/index.ts'
import type { Artefact } from '../artefact.ts'

/** The sources of the runtime. They are part of the toolkit, wherever it is installed. */
const FOLDER = join(import.meta.dirname, '../../client')

/** The names that every generated client offers to its users. */
const PUBLIC = ['ClientError', 'middleware', 'retryingFetch']

const HEADER = `// Copied by \`${callOf('generate')}\`: the runtime of the generated client. Do not edit: it is written again.\n\n`

/**
 * Returns the runtime of a client: the files that have the names it uses, and every file that they import. What only
 * some descriptions need, such as multipart bodies, is in the folders of these only.
 *
 * @param names the names that the client imports from `runtime/index.ts`
 */
export function makeRuntime(names: Iterable<string>): Artefact[] {
  const entries = exportsOf(read('index.ts'))
  const used = new Set([...PUBLIC, ...names])
  const roots = entries.filter((entry) => entry.names.some((name) => used.has(name)))
  const files = closureOf(roots.map(({ file }) => file))
  const index = entries.filter(({ file }) => files.has(file)).map(({ text }) => `${text}\n`)
  const texts = [...files].sort().map((name) => [name, read(name)] as const)
  return [['index.ts', `${INDEX_COMMENT}${index.join('')}`] as const, ...texts].map(([name, text]) => ({
    name: `runtime/${name}`,
    text: HEADER + text,
  }))
}

const INDEX_COMMENT =
  '/** The names that the generated client uses, and those that its users may import. */\n'

/** An `export … from` statement of the runtime's index. */
interface Entry {
  readonly names: readonly string[]
  readonly file: string
  readonly text: string
}

function exportsOf(index: string): Entry[] {
  return [...index.matchAll(/^export (?:type )?\{([^}]*)\} from '\.\/([^']+)'$/gm)].map(
    ([text, list = '', file = '']) => ({
      names: list.split(',').map((name) => name.trim().replace(/^type /, '')),
      file,
      text,
    }),
  )
}

/** Returns the files and everything that they import, relative to the folder of the runtime. */
function closureOf(files: readonly string[]): Set<string> {
  const found = new Set(files)
  for (const file of found)
    for (const [, path = ''] of read(file).matchAll(/^(?:import|export|\}) ?[^'\n]*from '(\.[^']+)'$/gm))
      found.add(posix.join(dirname(file), path))
  return found
}

const known = new Map<string, string>()

function read(name: string): string {
  const text = known.get(name) ?? readFileSync(join(FOLDER, name), 'utf8').replaceAll('\r\n', '\n')
  known.set(name, text)
  return text
}
