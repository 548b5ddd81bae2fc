import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'

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
  const watchers = paths
    .filter((path) => existsSync(join(root, path)))
    .map((path) =>
      watch(join(root, path), { recursive: true }, (_, name) => {
        // Editors' own files: .swp, 4913, file~
        if (name === null || /(^|\/)\.|~$|\.sw.$|^\d+$/.test(name)) return
        burst.add(join(path, name))
        clearTimeout(timer)
        timer = setTimeout(() => {
          const files = [...burst]
          burst.clear()
          changed(files)
        }, quiet)
      }),
    )
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
