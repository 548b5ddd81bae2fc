import { readFileSync, watch } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Description } from '../../description/index.ts'
import { joinPointer } from '../../description/index.ts'

/** Every file that a description was written in, relative to the root; the settings that it is read with, too. */
export function filesOf(description: Description): string[] {
  const files = new Set(['redocly.yaml'])
  const walk = (value: unknown, pointer: string): void => {
    const { file } = description.source(pointer)
    if (file !== '') files.add(file)
    if (typeof value !== 'object' || value === null) return
    for (const [key, child] of Object.entries(value)) walk(child, joinPointer(pointer, key))
  }
  walk(description.document, '')
  return [...files]
}

/**
 * Calls `changed` when the text of one of the files is another than before. Folders are watched, not files: editors
 * put a new file in the place of the old one.
 *
 * @returns ends the watch
 */
export function watchFiles(root: string, files: readonly string[], changed: () => void): () => void {
  const read = (): string => files.map((file) => textOf(join(root, file))).join('\0')
  let last = read()
  let timer: NodeJS.Timeout | undefined
  const look = (): void => {
    const now = read()
    if (now === last) return
    last = now
    changed()
  }
  const names = new Set(files.map((file) => basename(file)))
  const folders = new Set(files.map((file) => dirname(join(root, file))))
  const watchers = [...folders].map((folder) =>
    watch(folder, { persistent: false }, (_, name) => {
      if (name !== null && !names.has(name)) return
      // One save is several events; the file may be half written at the first.
      clearTimeout(timer)
      timer = setTimeout(look, 50)
    }),
  )
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
