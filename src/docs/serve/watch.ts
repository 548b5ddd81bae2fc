import { existsSync, readdirSync, statSync, watch } from 'node:fs'
import type { FSWatcher } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Swap and backup files of editors: `.x.swp`, `4913`, `x~`. */
const EDITOR_FILE = /(^|\/)\.|~$|\.sw.$|(^|\/)\d+$/

/**
 * Calls `changed` once for each burst of changes below `paths`, with the changed files.
 *
 * @param quiet milliseconds without a change that end a burst; default 80, because an editor writes a file in several
 *   steps
 * @returns a function that stops watching
 */
export function watchFiles(
  root: string,
  paths: readonly string[],
  changed: (files: readonly string[]) => void,
  quiet = 80,
): () => void {
  const burst = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const note = (file: string): void => {
    burst.add(file)
    clearTimeout(timer)
    timer = setTimeout(() => {
      const files = [...burst]
      burst.clear()
      changed(files)
    }, quiet)
  }
  const watchers: FSWatcher[] = []
  const isFolder = (path: string): boolean => {
    return statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === true
  }
  // One watcher for each folder: Node's recursive watcher loses files that are replaced.
  const follow = (folder: string): void => {
    const watcher = watch(join(root, folder), (event, name) => {
      if (name === null || EDITOR_FILE.test(name)) return
      const path = join(folder, name)
      if (event === 'rename' && isFolder(path)) follow(path)
      note(path)
    })
    watchers.push(watcher)
    for (const name of readdirSync(join(root, folder))) {
      if (isFolder(join(folder, name))) follow(join(folder, name))
    }
  }
  for (const path of paths.filter((one) => existsSync(join(root, one)))) {
    if (isFolder(path)) {
      follow(path)
      continue
    }
    // An editor may replace the file, so its folder is watched.
    watchers.push(
      watch(join(root, dirname(path)), (_, name) => {
        if (name === basename(path)) note(path)
      }),
    )
  }
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
