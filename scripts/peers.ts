import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * Installs packages that only one script needs into a separate folder, not into the project's dependencies. Installs
 * once for each version, and runs no install scripts.
 *
 * @returns the folder
 * @throws Error if npm fails
 */
export function installPeers(name: string, dependencies: Readonly<Record<string, string>>): string {
  const folder = resolve('node_modules/.cache', name)
  const manifest = join(folder, 'package.json')
  const wanted = JSON.stringify({ private: true, dependencies })
  if (existsSync(join(folder, 'node_modules')) && readFileSync(manifest, 'utf8') === wanted) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(manifest, wanted)
  try {
    // Some require a newer Node, but the parts used here run on this one. So the engine is not checked.
    const args = ['install', '--engine-strict=false', '--no-audit', '--no-fund', '--ignore-scripts']
    execFileSync('npm', args, { cwd: folder, stdio: 'pipe' })
  } catch {
    const names = Object.entries(dependencies).map((entry) => entry.join(' '))
    throw new Error(
      `npm could not install ${names.join(', ')} in ${folder}. Check that the registry is reachable.`,
    )
  }
  return folder
}
