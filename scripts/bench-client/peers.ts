import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The part of ky that the benchmark uses. */
export interface Ky {
  create: (options: object) => Ky
  post: (url: string, options: object) => { json: () => Promise<unknown> }
}

/** Packages that only this benchmark needs: never in the project's own dependencies. */
const PEERS = { ky: '2.1.0' }

/** Where they are installed. */
export const PEERS_FOLDER = join(import.meta.dirname, '../../node_modules/.cache/bench-client')

/**
 * Installs the peers once. ky says it needs Node 22; what of it is used here runs on Node 20 as well, so the engine
 * is not insisted on.
 *
 * @throws Error that says what to do, where npm cannot
 */
export async function loadKy(): Promise<Ky> {
  const manifest = join(PEERS_FOLDER, 'node_modules/ky/package.json')
  const installed = existsSync(manifest)
    ? (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
    : undefined
  if (installed !== PEERS.ky) {
    mkdirSync(PEERS_FOLDER, { recursive: true })
    writeFileSync(join(PEERS_FOLDER, 'package.json'), JSON.stringify({ private: true, dependencies: PEERS }))
    try {
      const args = ['install', '--engine-strict=false', '--no-audit', '--no-fund', '--ignore-scripts']
      execFileSync('npm', args, { cwd: PEERS_FOLDER, stdio: 'pipe' })
    } catch {
      throw new Error(`npm could not install ky ${PEERS.ky} in ${PEERS_FOLDER}: is the registry in reach?`)
    }
  }
  const entry = pathToFileURL(join(PEERS_FOLDER, 'node_modules/ky/distribution/index.js')).href
  return ((await import(entry)) as { default: Ky }).default
}
