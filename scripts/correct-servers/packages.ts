import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const SOURCE = import.meta.dirname
const FOLDER = resolve('node_modules/.cache/correct-servers')
const MANIFEST = 'package.json'
const LOCK = 'package-lock.json'

/** Returns whether the frameworks are installed, in the versions of the lock file. */
export function areInstalled(): boolean {
  const lock = join(FOLDER, LOCK)
  const isSame = existsSync(lock) && readFileSync(lock).equals(readFileSync(join(SOURCE, LOCK)))
  return isSame && existsSync(join(FOLDER, 'node_modules'))
}

/** Installs the frameworks into a folder of their own, unless they are. Returns why it could not. */
export function installFrameworks(): string | undefined {
  if (areInstalled()) return undefined
  mkdirSync(FOLDER, { recursive: true })
  for (const file of [MANIFEST, LOCK]) copyFileSync(join(SOURCE, file), join(FOLDER, file))
  try {
    const args = ['ci', '--engine-strict=false', '--no-audit', '--no-fund', '--ignore-scripts']
    execFileSync('npm', args, { cwd: FOLDER, stdio: 'pipe' })
    return undefined
  } catch {
    return 'npm could not install the frameworks'
  }
}

/** Imports a package of a framework. The caller names the part of its interface that it uses. */
export async function load(name: string): Promise<Record<string, unknown>> {
  const file = createRequire(join(FOLDER, MANIFEST)).resolve(name)
  return (await import(pathToFileURL(file).href)) as Record<string, unknown>
}
