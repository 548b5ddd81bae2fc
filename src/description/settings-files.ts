import { existsSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { readYaml } from './yaml.ts'

/** Returns `redocly.yaml` and the files that it names under `extends` and `plugins`, relative to the root. */
export function settingsFiles(root: string): string[] {
  return ['redocly.yaml', ...namedFiles(root)]
}

function namedFiles(root: string): string[] {
  try {
    const settings = readYaml('redocly.yaml', readFileSync(join(root, 'redocly.yaml'), 'utf8')) as {
      extends?: unknown
      plugins?: unknown
    } | null
    return [settings?.extends, settings?.plugins]
      .flat()
      .filter((path) => typeof path === 'string' && existsSync(join(root, path)))
      .map((path) => normalize(String(path)))
  } catch {
    // The reader of the settings reports why they cannot be read.
    return []
  }
}
