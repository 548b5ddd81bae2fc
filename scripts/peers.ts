import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * Installs packages that one script alone needs into a folder of their own, never into the project's dependencies;
 * once, and again where another version is asked for. Nothing of theirs is run by it.
 *
 * @returns the folder
 * @throws Error that says what to do, where npm cannot
 */
export function installPeers(name: string, dependencies: Readonly<Record<string, string>>): string {
  const folder = resolve('node_modules/.cache', name)
  const manifest = join(folder, 'package.json')
  const wanted = JSON.stringify({ private: true, dependencies })
  if (existsSync(join(folder, 'node_modules')) && readFileSync(manifest, 'utf8') === wanted) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(manifest, wanted)
  try {
    // Some say that they need a newer Node; what is used of them runs here, so the engine is not insisted on.
    const args = ['install', '--engine-strict=false', '--no-audit', '--no-fund', '--ignore-scripts']
    execFileSync('npm', args, { cwd: folder, stdio: 'pipe' })
  } catch {
    const names = Object.entries(dependencies).map((entry) => entry.join(' '))
    throw new Error(`npm could not install ${names.join(', ')} in ${folder}: is the registry in reach?`)
  }
  return folder
}
