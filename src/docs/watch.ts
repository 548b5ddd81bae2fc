import { existsSync, statSync, watch } from 'node:fs'
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
  const watchers = paths
    .filter((path) => existsSync(join(root, path)))
    .map((path) => {
      if (statSync(join(root, path)).isDirectory()) {
        return watch(join(root, path), { recursive: true }, (_, name) => {
          if (name !== null && !EDITORS_OWN.test(name)) note(join(path, name))
        })
      }
      // An editor may put a new file in the place of the old one: the folder knows of it.
      return watch(join(root, dirname(path)), (_, name) => {
        if (name === basename(path)) note(path)
      })
    })
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
