import { existsSync, realpathSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import type { FSWatcher, watch as Watch } from 'chokidar'
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
  const running = new RunningWatch({ root, watch, onChange, quietMs }, paths)
  await running.start()
  return running
}

interface WatchSettings {
  readonly root: string
  readonly watch: typeof Watch
  readonly onChange: (files: readonly string[]) => void
  readonly quietMs: number
}

/** What is watched now. */
interface Watched {
  readonly paths: readonly string[]
  /** The files when they were last reported. */
  readonly known: Snapshot
  /** The absolute paths, with where their symbolic links lead. */
  readonly watched: readonly string[]
}

/**
 * The watcher only reports that something happened, at most every 50 ms. What changed is the difference between two
 * snapshots.
 */
class RunningWatch implements FileWatch {
  private readonly settings: WatchSettings
  private readonly watcher: FSWatcher
  private now: Watched
  private timer: NodeJS.Timeout | undefined
  private extensions = 0

  constructor(settings: WatchSettings, paths: readonly string[]) {
    const { root, watch } = settings
    this.settings = settings
    const known = takeSnapshot(root, paths)
    this.now = { paths, known, watched: watchedPaths(root, paths, known) }
    this.watcher = watch(foldersOf(this.now.watched), {
      cwd: root,
      ignoreInitial: true,
      ignored: (path) => !isWatched(resolve(root, path), this.now.watched),
    })
    this.watcher.on('all', () => this.waitForQuiet())
  }

  async start(): Promise<void> {
    await new Promise<void>((done, fail) => {
      this.watcher.once('ready', done)
      this.watcher.once('error', fail)
    })
    // A file can be saved before the watcher is ready.
    this.waitForQuiet()
  }

  setPaths(paths: readonly string[]): void {
    const { root, onChange } = this.settings
    const last = takeSnapshot(root, this.now.paths)
    const files = changedFiles(this.now.known, last)
    // A file that is saved between the two snapshots has changed since the first.
    const known = new Map(
      [...takeSnapshot(root, paths)].map(([path, file]) => [path, last.get(path) ?? file]),
    )
    this.watchFrom(paths, known)
    if (files.length > 0) onChange(files)
  }

  async close(): Promise<void> {
    clearTimeout(this.timer)
    await this.watcher.close()
  }

  private waitForQuiet(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.endBurst(), this.settings.quietMs)
  }

  private endBurst(): void {
    const { paths, known } = this.now
    const latest = takeSnapshot(this.settings.root, paths)
    const files = changedFiles(known, latest)
    if (hasEmptyFile(latest, files) && this.extensions < MAX_EXTENSIONS) {
      this.extensions += 1
      this.waitForQuiet()
      return
    }
    this.extensions = 0
    this.watchFrom(paths, latest)
    if (files.length > 0) this.settings.onChange(files)
  }

  private watchFrom(paths: readonly string[], known: Snapshot): void {
    const before = foldersOf(this.now.watched)
    const watched = watchedPaths(this.settings.root, paths, known)
    this.now = { paths, known, watched }
    this.watcher.add(foldersOf(watched).filter((folder) => !before.includes(folder)))
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
