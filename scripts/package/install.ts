import { execFileSync } from 'node:child_process'
import type { Stats } from 'node:fs'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Makes a folder with nothing but a `package.json` of ES modules. */
export function emptyProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'project-'))
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  return folder
}

/** Installs packages as a user does, without their install scripts. */
export function install(project: string, packages: readonly string[]): void {
  // Some packages declare a newer Node than they need.
  const args = [
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--engine-strict=false',
    ...packages,
  ]
  execFileSync('npm', args, { cwd: project, stdio: ['ignore', 'ignore', 'pipe'] })
}

/** Returns how many packages are installed, and how many bytes they take on the disk, as `du` counts them. */
export function measure(project: string): { packages: number; bytes: number } {
  const folder = join(project, 'node_modules')
  const lock = JSON.parse(readFileSync(join(folder, '.package-lock.json'), 'utf8')) as { packages: object }
  const sizes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
    lstatSync(join(folder, name)),
  )
  return {
    packages: Object.keys(lock.packages).length,
    bytes: sizes.reduce((sum, entry) => sum + onDisk(entry), 0),
  }
}

/** Windows reports no blocks. */
function onDisk({ blocks, size }: Stats): number {
  return blocks > 0 ? blocks * 512 : size
}
