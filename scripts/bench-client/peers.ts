import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { installPeers } from '../peers.ts'

/** The part of ky that the benchmark uses. */
export interface Ky {
  create: (options: object) => Ky
  post: (url: string, options: object) => { json: () => Promise<unknown> }
}

/** Returns the folder in which ky is installed. */
export const peersFolder = (): string => installPeers('bench-client', { ky: '2.1.0' })

/** Installs ky and imports it. */
export async function loadKy(): Promise<Ky> {
  const entry = pathToFileURL(join(peersFolder(), 'node_modules/ky/distribution/index.js')).href
  return ((await import(entry)) as { default: Ky }).default
}
