import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { dirname, join, resolve } from 'node:path'
import { build, cacheFolder } from '../command/index.ts'
import { digestOf, outputOf } from '../description/index.ts'
import type { Api, DescriptionProblem } from '../description/index.ts'
import { listFiles } from './files.ts'
import type { GeneratedApi, Plan } from './generate.ts'
import type { GenerateOptions } from './options.ts'
import type { SkippedOperation } from './problem.ts'

/** What a run reports of one API. */
export interface ApiReport {
  readonly api: Api
  readonly operations: readonly string[]
  readonly skipped: readonly SkippedOperation[]
  readonly warnings: readonly DescriptionProblem[]
  /** A name with a slash at its end is a folder. */
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly zipped?: number }[]
}

/** What is remembered of a run, to notice that the next one would write the same. */
interface Memory {
  /** Path → SHA-256 of each file that was read. */
  readonly inputs: Readonly<Record<string, string>>
  /** Path → SHA-256 of each file that was written. */
  readonly outputs: Readonly<Record<string, string>>
  readonly reports: readonly ApiReport[]
}

/** The arguments that a run depends on. */
export interface RunInput {
  readonly root: string
  readonly apis: readonly Api[]
  /** Whether these are all APIs of the project. */
  readonly all: boolean
  readonly options: GenerateOptions
}

/** Returns the reports of the last run if its inputs and outputs have not changed; otherwise undefined. */
export function unchangedReports(input: RunInput): readonly ApiReport[] | undefined {
  // The content behind a URL may have changed.
  if (input.options.allowRemote === true) return undefined
  try {
    const { inputs, outputs, reports } = JSON.parse(readFileSync(memoryFile(input), 'utf8')) as Memory
    const isCurrent = (files: Readonly<Record<string, string>>): boolean =>
      Object.entries(files).every(([path, digest]) => digestIfExists(resolve(input.root, path)) === digest)
    const hasOthers = foldersOf(input).some((folder) =>
      listFiles(input.root, folder).some((path) => !Object.hasOwn(outputs, path)),
    )
    return !hasOthers && isCurrent(inputs) && isCurrent(outputs) ? reports : undefined
  } catch {
    return undefined
  }
}

/** Remembers a run. A run that cannot be remembered is repeated in full. */
export function rememberRun(
  input: RunInput,
  { generated, files }: Plan,
  reports: readonly ApiReport[],
): void {
  // A file that is missing now can exist next time.
  const isComplete = generated.every(({ warnings }) =>
    warnings.every(({ message }) => !message.startsWith("Can't resolve $ref")),
  )
  if (input.options.allowRemote === true || !isComplete) return
  const inputs = [...generated.flatMap((each) => each.inputs), ...configFiles(input)]
  const memory: Memory = {
    inputs: Object.fromEntries(
      inputs.map((path) => [path, digestIfExists(resolve(input.root, path)) ?? 'none']),
    ),
    outputs: Object.fromEntries([...files].map(([path, text]) => [path, digestOf(text)])),
    reports,
  }
  try {
    const file = memoryFile(input)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(memory))
  } catch {
    // For example, node_modules can be read-only.
  }
}

/** Of a longer file, only the size is reported: compressing it would take as long as generating it. */
const LONGEST_ZIPPED = 500_000

/** Returns what a run reports of an API. The files of a folder are one row. */
export function reportOf({ api, operations, skipped, warnings, artefacts }: GeneratedApi): ApiReport {
  const texts = new Map<string, string>()
  for (const { name, text } of artefacts) {
    const row = name.replace(/\/.*/, '/')
    texts.set(row, (texts.get(row) ?? '') + text)
  }
  const files = [...texts].map(([name, text]) => ({
    name,
    bytes: Buffer.byteLength(text),
    ...(text.length <= LONGEST_ZIPPED && { zipped: gzipSync(text).length }),
  }))
  return { api, operations, skipped, warnings, files }
}

function foldersOf({ apis, all }: RunInput): string[] {
  return [...(all ? ['generated'] : []), ...apis.map(outputOf)]
}

/** Returns the files that the lint rules of a strict API come from. */
function configFiles({ root, apis }: RunInput): string[] {
  const config = join(root, 'redocly.yaml')
  if (!apis.some(({ strict }) => strict === true) || !existsSync(config)) return []
  const words = readFileSync(config, 'utf8').match(/[^\s'",[\]{}]+/g) ?? []
  const named = words.filter((word) => /\.(?:[cm]?js|ya?ml)$/.test(word) && existsSync(join(root, word)))
  const ignored = ['.redocly.lint-ignore.yaml'].filter((name) => existsSync(join(root, name)))
  return ['redocly.yaml', ...named, ...ignored]
}

function digestIfExists(path: string): string | undefined {
  return existsSync(path) ? digestOf(readFileSync(path, 'utf8')) : undefined
}

/** Returns a digest of the sources in the clone, made from the size and the time of each file, and of its packages. */
function digestOfClone(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).sort()) {
    const { mtimeMs, size } = statSync(join(SOURCES, name))
    hash.update(`${name} ${mtimeMs} ${size}\n`)
  }
  for (const name of ['package.json', 'package-lock.json']) {
    const file = join(SOURCES, '..', name)
    hash.update(digestIfExists(file) ?? '')
  }
  return hash.digest('hex')
}

const SOURCES = join(import.meta.dirname, '..')

/** Returns the file for runs with these arguments, by this version of the toolkit. */
function memoryFile({ root, apis, all, options }: RunInput): string {
  const hash = createHash('sha256').update(JSON.stringify([resolve(root), apis, all, options]))
  hash.update(build ?? digestOfClone())
  return join(cacheFolder, 'unchanged', `${hash.digest('hex').slice(0, 32)}.json`)
}
