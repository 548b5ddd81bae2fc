import { existsSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { UsageError } from './usage-error.ts'

/**
 * The packages that only some commands need, with the versions that are tested. They are optional peers of the package,
 * so that nobody installs the engine of the mock for the sake of a client.
 */
export const PEERS = {
  '@redocly/cli': '2.77.0',
  '@stoplight/prism-cli': '5.14.2',
  vitest: '4.1.12',
} as const

export type Peer = keyof typeof PEERS

/** What needs them. */
const NEEDS = {
  describeContract: ['vitest'],
  dev: ['@stoplight/prism-cli', '@redocly/cli'],
  diff: ['@redocly/cli'],
  docs: ['@redocly/cli'],
  mock: ['@stoplight/prism-cli'],
  selftest: ['@stoplight/prism-cli'],
} as const satisfies Record<string, readonly Peer[]>

/** Returns whether a command needs peers. */
export function needsPeers(command: string): command is keyof typeof NEEDS {
  return Object.hasOwn(NEEDS, command)
}

/** The names by which people know them. */
const TITLES: Readonly<Record<Peer, string>> = {
  '@redocly/cli': 'Redocly CLI',
  '@stoplight/prism-cli': 'Prism',
  vitest: 'Vitest',
}

/**
 * Checks that the peers of a command are installed.
 *
 * @throws UsageError with the one line that installs those that are missing
 */
export function requirePeers(neededBy: keyof typeof NEEDS): void {
  const missing = NEEDS[neededBy].filter((name) => find(name) === undefined)
  if (missing.length > 0) throw missingPeers(neededBy, missing)
}

/**
 * Returns the path of a peer's `package.json`. It is looked for beside this toolkit, then in the working directory, which
 * differ if `npx` runs a toolkit that the project has not installed.
 *
 * @throws UsageError with the line that installs it
 */
export function peerManifest(name: Peer, neededBy: keyof typeof NEEDS): string {
  const manifest = find(name)
  if (manifest === undefined) throw missingPeers(neededBy, [name])
  return manifest
}

/** Returns the error for peers that are not installed. */
export function missingPeers(neededBy: keyof typeof NEEDS, names: readonly Peer[]): UsageError {
  const titles = names.map((name) => TITLES[name]).join(' and ')
  const packages = names.map((name) => `${name}@${PEERS[name]}`).join(' ')
  return new UsageError(`\`${neededBy}\` needs ${titles}: npm install -D ${packages}`)
}

/** Looks into the folders itself: some packages do not export their `package.json`. */
function find(name: Peer): string | undefined {
  const manifest = [import.meta.url, join(process.cwd(), 'package.json')]
    .flatMap((base) => createRequire(base).resolve.paths(name) ?? [])
    .map((folder) => join(folder, name, 'package.json'))
    .find((path) => existsSync(path))
  // A package manager may link to a folder that has the dependencies beside it.
  return manifest === undefined ? undefined : realpathSync(manifest)
}
