import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** A server in a separate process. */
export interface Subject {
  readonly name: string
  readonly url: URL
  readonly stop: () => Promise<void>
}

/** Starts the server behind the proxies, in a separate process. */
export async function startBackend(): Promise<Subject> {
  const child = fork(fileURLToPath(new URL('backend.ts', import.meta.url)))
  const [message] = (await once(child, 'message')) as [{ url: string }]
  const stop = async (): Promise<void> => {
    child.disconnect()
    await once(child, 'exit')
  }
  return { name: 'no proxy', url: new URL(message.url), stop }
}

/** The commands of the proxies. Each checks every exchange. Ours and Redocly's also record them. */
const COMMANDS: Readonly<Record<string, (target: string, port: string, har: string) => string[]>> = {
  ours: (target, port, har) => [
    'src/main.js',
    ...['proxy', '--api', 'leanrails', '--target', target, '--port', port, '--har', har],
  ],
  Prism: (target, port) => [
    'node_modules/@stoplight/prism-cli/dist/index.js',
    ...['proxy', 'openapi/leanrails.yaml', target, '--port', port, '--verboseLevel', 'silent'],
  ],
  Redocly: (target, port, har) => [
    'node_modules/@redocly/cli/bin/cli.js',
    ...['proxy', '--target', target, '--port', port, '--har', har],
    ...['--api', 'openapi/leanrails.yaml', '--match-mode', 'basepath'],
  ],
}

export const PROXIES = Object.keys(COMMANDS)

/** How long a proxy may take to start, in milliseconds. */
const START = 60_000

/** Starts a proxy and waits until it passes a request on. @throws Error if it ends before */
export async function startProxy(name: string, target: URL, folder: string): Promise<Subject> {
  const port = await freePort()
  const args = COMMANDS[name]?.(target.origin, String(port), join(folder, `${name}.har`)) ?? []
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], env })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-2000)
  })
  const ended = once(child, 'exit')
  const url = new URL(`http://127.0.0.1:${port}`)
  const stop = async (): Promise<void> => {
    child.kill('SIGINT')
    await ended
  }
  const latest = Date.now() + START
  while (Date.now() < latest && child.exitCode === null) {
    await delay(100)
    const isReady = await fetch(url).then(
      () => true,
      () => false,
    )
    if (isReady) return { name, url, stop }
  }
  child.kill()
  throw new Error(`The proxy of ${name} did not start: ${errors}`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
