import { createRequire } from 'node:module'
import { join } from 'node:path'
import { UsageError } from './usage-error.ts'

/**
 * The packages that only some commands need, with the versions that are tested. They are optional peers of the package,
 * so that nobody installs the mock's engine for the sake of a client.
 */
export const PEERS = {
  '@redocly/cli': '2.77.0',
  '@stoplight/prism-cli': '5.14.2',
  vitest: '4.1.12',
} as const

/**
 * Returns the path of a peer's `package.json`. It is looked for beside this toolkit, then in the working directory, which
 * differ if `npx` runs a toolkit that the project has not installed.
 *
 * @param title the peer's name for a reader, such as `Prism`
 * @throws UsageError with the line that installs it
 */
export function peerManifest(name: keyof typeof PEERS, neededBy: string, title: string): string {
  for (const base of [import.meta.url, join(process.cwd(), 'package.json')]) {
    try {
      return createRequire(base).resolve(`${name}/package.json`)
    } catch {
      // Not there.
    }
  }
  throw missingPeer(name, neededBy, title)
}

/** Returns the error for a peer that is not installed. */
export function missingPeer(name: keyof typeof PEERS, neededBy: string, title: string): UsageError {
  return new UsageError(`\`${neededBy}\` needs ${title}: npm install -D ${name}@${PEERS[name]}`)
}
