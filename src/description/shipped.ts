import { existsSync, readdirSync } from 'node:fs'
import { join, parse } from 'node:path'

/** The descriptions that this toolkit comes with. */
const FOLDER = join(import.meta.dirname, '../../openapi')

/** Returns the names of the APIs that this toolkit comes with. */
function shippedNames(): string[] {
  if (!existsSync(FOLDER)) return []
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => parse(file).name)
    .sort()
}

/** Returns the path of a description that this toolkit comes with; undefined if it has none of that name. */
export function shippedFile(name: string): string | undefined {
  return shippedNames().includes(name) ? join(FOLDER, `${name}.yaml`) : undefined
}
