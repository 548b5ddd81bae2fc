import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { installPeers } from '../peers.ts'

/** The clients that other generators write from the same description. */
export interface GeneratedPeers {
  readonly heyApi: HeyApi
  readonly orval: Orval
  readonly redocly: Redocly
  /** The folder of each, for measuring sizes. */
  readonly folder: string
}

interface HeyApi {
  readonly createClient: (config: object) => unknown
  readonly cancelPaymentIntent: (
    call: object,
  ) => Promise<{ data?: unknown; error?: unknown; response?: Response }>
}

interface Orval {
  readonly cancelPaymentIntent: (
    id: string,
    body: object,
    init: RequestInit,
  ) => Promise<{ data: unknown; status: number }>
}

interface Redocly {
  readonly OPERATIONS: object
  readonly createClient: (
    operations: object,
    config: object,
  ) => { cancelPaymentIntent: (call: object, options?: object) => Promise<unknown> }
}

const PACKAGES = { '@hey-api/openapi-ts': '0.95.0', orval: '7.13.2', typescript: '5.9.3' }

/** The address that stands for the server's in orval's client, which writes paths without one. */
export const ORVAL_BASE = 'orvalBaseUrl'

/** Generates the clients of the other generators, once for each content of the description. */
export async function generatePeers(): Promise<GeneratedPeers> {
  const description = resolve('openapi/leanrails.yaml')
  const peers = installPeers('bench-client-generators', PACKAGES)
  const folder = join(peers, 'generated')
  const mark = join(folder, 'description.yaml')
  const text = readFileSync(description, 'utf8')
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== text) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    const run = (...args: string[]): void => {
      execFileSync(process.execPath, args, { cwd: folder, stdio: 'pipe' })
    }
    const peer = (path: string): string => join(peers, 'node_modules', path)
    run(peer('@hey-api/openapi-ts/bin/run.js'), '-i', description, '-o', 'hey-api')
    run(
      peer('orval/dist/bin/orval.js'),
      '--input',
      description,
      '--output',
      'orval/client.ts',
      '--client',
      'fetch',
    )
    run(
      resolve('node_modules/@redocly/cli/bin/cli.js'),
      'generate-client',
      description,
      '--output',
      'redocly/client.ts',
    )
    const client = join(folder, 'orval/client.ts')
    const paths = readFileSync(client, 'utf8').replace(
      'return `/',
      `return \`\${globalThis.${ORVAL_BASE} ?? ''}/`,
    )
    writeFileSync(client, paths)
    writeFileSync(mark, text)
  }
  const load = async (path: string): Promise<unknown> => import(pathToFileURL(join(folder, path)).href)
  const sdk = (await load('hey-api/sdk.gen.ts')) as Omit<HeyApi, 'createClient'>
  const { createClient } = (await load('hey-api/client/index.ts')) as Pick<HeyApi, 'createClient'>
  return {
    heyApi: { cancelPaymentIntent: sdk.cancelPaymentIntent, createClient },
    orval: (await load('orval/client.ts')) as Orval,
    redocly: (await load('redocly/client.ts')) as Redocly,
    folder,
  }
}
