import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The folder for what can be made again: in the `node_modules` that this toolkit is installed in, or that it uses. */
export const cacheFolder = join(nodeModules(import.meta.dirname), '.cache/openapi-contracts')

function nodeModules(folder: string): string {
  if (basename(folder) === 'node_modules') return folder
  const own = join(folder, 'node_modules')
  const parent = dirname(folder)
  return existsSync(own) || parent === folder ? own : nodeModules(parent)
}
