import { existsSync, realpathSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { changedFiles, hasEmptyFile, isTemporary, takeSnapshot } from './snapshot.ts'
import type { Snapshot } from './snapshot.ts'

/** How often an empty file gets more time: an editor that has emptied it is about to write it. */
const MAX_EXTENSIONS = 5

/** A running watch. */
export interface FileWatch {
  /** Watches other paths instead. No save is lost: one that is not reported yet is reported now. */
  setPaths(paths: readonly string[]): void
  close(): Promise<void>
}

/**
 * Calls `onChange` once for each burst of changes at or below `paths`, with the files that changed, relative to `root`.
 * A file that is gone at the end of the burst in which it was made, as an editor's temporary file is, has not changed.
 * Symbolic links are followed.
 *
 * @param quietMs how long nothing may change before a burst ends: more than 50; default 80, because an editor writes a
 *   file in several steps
 */
export async function watchFiles(
  root: string,
  paths: readonly string[],
  onChange: (files: readonly string[]) => void,
  quietMs = 80,
): Promise<FileWatch> {
  // Loaded with the first watch: only some commands need it.
  const { watch } = await import('chokidar')
  let wanted = paths
  let known = takeSnapshot(root, wanted)
  let watched = watchedPaths(root, wanted, known)
  const watcher = watch(foldersOf(watched), {
    cwd: root,
    ignoreInitial: true,
    ignored: (path) => !isWatched(resolve(root, path), watched),
  })
  let timer: NodeJS.Timeout | undefined
  let extensions = 0
  const watchFrom = (snapshot: Snapshot): void => {
    const before = foldersOf(watched)
    known = snapshot
    watched = watchedPaths(root, wanted, known)
    watcher.add(foldersOf(watched).filter((folder) => !before.includes(folder)))
  }
  const waitForQuiet = (): void => {
    clearTimeout(timer)
    timer = setTimeout(endBurst, quietMs)
  }
  const endBurst = (): void => {
    const now = takeSnapshot(root, wanted)
    const files = changedFiles(known, now)
    if (hasEmptyFile(now, files) && extensions < MAX_EXTENSIONS) {
      extensions += 1
      waitForQuiet()
      return
    }
    extensions = 0
    watchFrom(now)
    if (files.length > 0) onChange(files)
  }
  // The watcher only reports that something happened, at most every 50 ms. What changed is the difference between two
  // snapshots.
  watcher.on('all', waitForQuiet)
  await new Promise<void>((done, fail) => {
    watcher.once('ready', done)
    watcher.once('error', fail)
  })
  // A file can be saved before the watcher is ready.
  waitForQuiet()
  return {
    setPaths: (paths) => {
      const last = takeSnapshot(root, wanted)
      const files = changedFiles(known, last)
      wanted = paths
      // A file that is saved between the two snapshots has changed since the first.
      watchFrom(
        new Map([...takeSnapshot(root, wanted)].map(([path, file]) => [path, last.get(path) ?? file])),
      )
      if (files.length > 0) onChange(files)
    },
    close: async () => {
      clearTimeout(timer)
      await watcher.close()
    },
  }
}

/** Returns the absolute paths to watch: the wanted ones, and where their symbolic links lead. */
function watchedPaths(root: string, paths: readonly string[], snapshot: Snapshot): string[] {
  const wanted = paths.map((path) => resolve(root, path))
  const folders = wanted.filter(existsSync).map((path) => realpathSync(path))
  const files = [...snapshot.values()].map(({ realPath }) => realPath)
  return [...wanted, ...folders, ...files.filter((file) => !isBelow(file, [...wanted, ...folders]))]
}

/**
 * chokidar forgets a file that it watches by itself once the file is deleted. So the folders above are watched, the
 * nearest one that exists: it reports `ready` too early if one of its paths does not exist.
 */
function foldersOf(watched: readonly string[]): string[] {
  return [...new Set(watched.map((path) => nearestFolder(dirname(path))))]
}

function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path))
}

function isBelow(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(folder + sep))
}

/** Whether a path is watched, is a folder above, or is below and can be a part of a description. */
function isWatched(path: string, watched: readonly string[]): boolean {
  return watched.some(
    (one) =>
      path === one ||
      one.startsWith(path + sep) ||
      (path.startsWith(one + sep) && !relative(one, path).split(sep).some(isTemporary)),
  )
}
