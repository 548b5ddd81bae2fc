import { existsSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'

/** Files that editors write for themselves: `.x.swp`, `4913`, `x~`. */
const EDITOR_FILES = /(^|\/)\.|~$|\.sw.$|(^|\/)\d+$/

/**
 * Calls `onChange` once for each burst of changes at or below `paths`, with the files that changed, relative to `root`.
 *
 * @param quietMs how long nothing may change before a burst ends; default 80, because an editor writes a file in
 *   several steps
 * @returns a function that ends the watch
 */
export async function watchFiles(
  root: string,
  paths: readonly string[],
  onChange: (files: readonly string[]) => void,
  quietMs = 80,
): Promise<() => Promise<void>> {
  // Loaded with the first watch: only some commands need it.
  const { watch } = await import('chokidar')
  const wanted = paths.map((path) => resolve(root, path))
  // chokidar forgets a file that it watches by itself once the file is deleted. So the folders above are watched.
  const folders = new Set(wanted.map((path) => dirname(path)))
  // It reports `ready` too early if one of its paths does not exist.
  const watcher = watch([...folders].filter(existsSync), {
    cwd: root,
    ignoreInitial: true,
    ignored: (path) => !isWatched(resolve(root, path), wanted),
  })
  const burst = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  watcher.on('all', (event, path) => {
    if (event === 'addDir' || event === 'unlinkDir') return
    burst.add(path)
    clearTimeout(timer)
    timer = setTimeout(() => {
      const files = [...burst]
      burst.clear()
      onChange(files)
    }, quietMs)
  })
  await new Promise<void>((done, fail) => {
    watcher.once('ready', done)
    watcher.once('error', fail)
  })
  return async () => {
    clearTimeout(timer)
    await watcher.close()
  }
}

/** Whether a path is one of the wanted, a folder above one, or below one and not an editor's own file. */
function isWatched(path: string, wanted: readonly string[]): boolean {
  return wanted.some(
    (one) =>
      path === one ||
      one.startsWith(path + sep) ||
      (path.startsWith(one + sep) && !EDITOR_FILES.test(path.slice(one.length + 1))),
  )
}
