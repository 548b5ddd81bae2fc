import { readdirSync, realpathSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

/**
 * Files that no description, guide or sample is in: hidden files, what editors and `sed -i` write while they save
 * (`x.swp`, `4913`, `x~`, `#x#`, `sedAbC123`), backups, and installed packages.
 */
const TEMPORARY =
  /^\.|^#.*#$|~$|\.sw.$|^\d+$|^sed\w{6}$|\.(?:bak|old|orig|part|rej|te?mp)$|\.te?mp[.-]|___jb_\w+___$|^node_modules$/

/** A saved file: how it is recognized, and where it is after its symbolic links. */
interface SavedFile {
  /** The same as long as the file is not saved again. */
  readonly version: string
  readonly realPath: string
}

/** The files at or below some paths, by their paths relative to the root. */
export type Snapshot = ReadonlyMap<string, SavedFile>

/**
 * Returns the files at or below `paths`. Symbolic links are followed. Temporary files are omitted, except those that
 * `paths` name themselves.
 */
export function takeSnapshot(root: string, paths: readonly string[]): Snapshot {
  const files = new Map<string, SavedFile>()
  const visited = new Set<string>()
  const visit = (path: string): void => {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat === undefined) return
    const realPath = realpathSync(path)
    if (stat.isFile()) {
      const version = `${stat.ino} ${stat.size} ${stat.mtimeMs}`
      files.set(relative(root, path), { version, realPath })
    } else if (stat.isDirectory() && !visited.has(realPath)) {
      // A link to a folder above would never end.
      visited.add(realPath)
      for (const name of readdirSync(path)) if (!isTemporary(name)) visitSafely(join(path, name))
    }
  }
  /** A file can be removed between two steps. */
  const visitSafely = (path: string): void => {
    try {
      visit(path)
    } catch {
      return
    }
  }
  for (const path of paths) visitSafely(resolve(root, path))
  return files
}

/** Returns whether a file or folder of this name is never a part of a description. */
export function isTemporary(name: string): boolean {
  return TEMPORARY.test(name)
}

/** Returns the files that were added, saved or removed between two snapshots. */
export function changedFiles(before: Snapshot, after: Snapshot): string[] {
  const saved = [...after].filter(([path, { version }]) => before.get(path)?.version !== version)
  const removed = [...before.keys()].filter((path) => !after.has(path))
  return [...saved.map(([path]) => path), ...removed]
}

/** Returns whether one of these files is empty: an editor empties a file before it writes it. */
export function hasEmptyFile(snapshot: Snapshot, files: readonly string[]): boolean {
  return files.some((file) => / 0 [\d.]+$/.test(snapshot.get(file)?.version ?? ''))
}
