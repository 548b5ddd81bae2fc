import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './paths.ts'

/** Writes the licenses of the packages whose code is in the bundle. @param folders their folders, relative to the root */
export function writeLicenses(path: string, folders: Iterable<string>): void {
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(ROOT, folder, 'package.json'), 'utf8'),
    ) as {
      name: string
      version: string
      license: string
    }
    const file = readdirSync(join(ROOT, folder)).find((entry) => /^licen[sc]e/i.test(entry))
    const text = file === undefined ? '' : `\n\n${readFileSync(join(ROOT, folder, file), 'utf8').trim()}`
    return `${name} ${version} (${license})${text}\n`
  })
  writeFileSync(
    path,
    ['The code in this folder includes these packages.\n', ...texts].join(`\n${'-'.repeat(80)}\n`),
  )
}
