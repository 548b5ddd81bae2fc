import { spawn } from 'node:child_process'

/** A sandbox in a separate process, so that it does not slow down what a benchmark measures. */
export interface SpawnedSandbox {
  readonly url: string
  readonly secret: string
  readonly other: string
  stop(): void
}

/** Starts `npm run sandbox` on a free port and waits for its URL. */
export async function spawnSandbox(api: string): Promise<SpawnedSandbox> {
  const args = ['src/main.js', 'sandbox', api, '--port', '0', '--rate-limit', '1000000']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  for await (const chunk of child.stdout) {
    text += String(chunk)
    const url = /http:\/\/[\d.:]+/.exec(text)?.[0]
    const secret = /^\s*secret\s+(\S+)/m.exec(text)?.[1]
    const other = /^\s*other\s+(\S+)/m.exec(text)?.[1]
    if (url !== undefined && secret !== undefined && other !== undefined) {
      return { url, secret, other, stop: () => void child.kill() }
    }
  }
  throw new Error(`The sandbox of ${api} did not start.`)
}
