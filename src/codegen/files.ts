import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { UsageError } from '../command/index.ts'
import { outputOf } from '../description/index.ts'
import type { Api } from '../description/index.ts'

/** Returns the path of a generated file, relative to the project's root. */
export function pathOf(api: Api, name: string): string {
  return `${outputOf(api)}/${name}`
}

/** How a generated file differs from the file on disk. */
export interface Difference {
  /** Relative to the project's root. */
  path: string
  kind: 'missing' | 'changed' | 'superfluous'
}

/** The expected text of each file, by its path relative to the project's root. */
export type Files = ReadonlyMap<string, string>

/**
 * Returns the differences between `files` and the content of `folders`. Hidden files are ignored.
 *
 * @param folders relative to the root
 * @throws UsageError if they cannot be read
 */
export function compare(root: string, folders: readonly string[], files: Files): Difference[] {
  return withUsageErrors('read', () => differences(root, folders, files))
}

function differences(root: string, folders: readonly string[], files: Files): Difference[] {
  const wanted = [...files].flatMap(([path, text]): Difference[] => {
    const file = resolve(root, path)
    if (!existsSync(file)) return [{ path, kind: 'missing' }]
    // Git may check files out with CRLF.
    const found = readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
    if (found === text) return []
    rejectOtherPackage(path, found, text)
    return [{ path, kind: 'changed' }]
  })
  const superfluous = [...new Set(folders.flatMap((folder) => listFiles(root, folder)))]
    .filter((path) => !files.has(path) && isOurs(root, path))
    .map((path): Difference => ({ path, kind: 'superfluous' }))
  return [...wanted, ...superfluous]
}

/** Whether a file may be removed: it is in `generated/`, or it says that it was generated. Others are the user's. */
function isOurs(root: string, path: string): boolean {
  if (path.startsWith('generated/')) return true
  const file = openSync(resolve(root, path), 'r')
  try {
    const start = Buffer.alloc(200)
    readSync(file, start)
    return /^\/\/ .*`(?:npm run|npx openapi-contracts) generate`/.test(start.toString())
  } finally {
    closeSync(file)
  }
}

/** @throws UsageError if a `package.json` of the user would be replaced */
function rejectOtherPackage(path: string, found: string, text: string): void {
  if (basename(path) !== 'package.json') return
  const added = Object.keys(jsonObject(found)).filter((name) => !Object.hasOwn(jsonObject(text), name))
  if (added.length > 0)
    throw new UsageError(
      `${path} is not a file of \`generate\` (it has \`${added.join('`, `')}\`). Give --output a folder of its own.`,
    )
}

function jsonObject(text: string): object {
  try {
    return Object(JSON.parse(text)) as object
  } catch {
    return {}
  }
}

/** Returns all files in a folder and below, relative to the root. Hidden files and packages are ignored. */
export function listFiles(root: string, folder: string): string[] {
  if (!existsSync(resolve(root, folder))) return []
  const entries = readdirSync(resolve(root, folder), { withFileTypes: true })
  return entries
    .filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return listFiles(root, path)
      // A link is not followed, and a pipe has no end.
      return entry.isFile() ? [path] : []
    })
    .sort()
}

/**
 * Applies the differences to the disk. All new files are first written beside their targets and then moved one by one. So
 * a full disk leaves the old state, and no reader sees an incomplete file.
 *
 * @throws UsageError if the files cannot be written
 */
export function apply(root: string, changes: readonly Difference[], files: Files): void {
  withUsageErrors('written', () => {
    replaceFiles(root, changes, files)
  })
}

function replaceFiles(root: string, changes: readonly Difference[], files: Files): void {
  const written = changes
    .filter(({ kind }) => kind !== 'superfluous')
    .map(({ path }) => {
      const file = resolve(root, path)
      return {
        file,
        temporary: join(dirname(file), `.new-${process.pid}-${basename(file)}`),
        text: files.get(path),
      }
    })
  try {
    for (const { file, temporary, text = '' } of written) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(temporary, text)
    }
    for (const { file, temporary } of written) renameSync(temporary, file)
  } finally {
    for (const { temporary } of written) rmSync(temporary, { force: true })
  }
  const superfluous = changes
    .filter(({ kind }) => kind === 'superfluous')
    .map(({ path }) => resolve(root, path))
  for (const file of superfluous) rmSync(file)
  removeEmptyFolders(join(root, 'generated'))
}

function removeEmptyFolders(folder: string): void {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    const below = join(folder, entry.name)
    removeEmptyFolders(below)
    if (readdirSync(below).length === 0) rmSync(below, { recursive: true })
  }
}

/** Turns an error of the operating system into a UsageError without absolute paths. */
function withUsageErrors<T>(verb: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new UsageError(`The files in generated/ cannot be ${verb}: ${message.replace(/, .*/, '')}.`)
  }
}
