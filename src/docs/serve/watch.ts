import { existsSync, readdirSync, statSync, watch } from 'node:fs'
import type { FSWatcher } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Swap and backup files: `.x.swp`, `4913`, `x~`. */
const EDITORS_OWN = /(^|\/)\.|~$|\.sw.$|(^|\/)\d+$/

/**
 * Calls `changed` once for each burst of changes below `paths`, with the files of the burst.
 *
 * @param quiet how long nothing may change before a burst is over, in milliseconds; default 80: an editor writes a
 *   file in several steps
 * @returns ends the watch
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
  // Each folder has a watch of its own: where Node itself watches what is below, it loses a file that is replaced.
  const follow = (folder: string): void => {
    const watcher = watch(join(root, folder), (event, name) => {
      if (name === null || EDITORS_OWN.test(name)) return
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
    // An editor may put a new file in the place of the old one: the folder knows of it.
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
