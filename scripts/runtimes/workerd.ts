import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Serves a worker with Cloudflare's workerd, and returns its response to one request. The worker may reach addresses of
 * this machine only.
 *
 * @param worker the module of the worker
 * @param variables the variables of this process's environment that the worker gets in its own
 */
export async function playInWorkerd(
  command: string,
  folder: string,
  worker: string,
  variables: readonly string[] = [],
): Promise<string> {
  const port = await freePort()
  const bindings = variables.map((name) => `( name = "${name}", fromEnvironment = "${name}" )`)
  writeFileSync(join(folder, 'worker.mjs'), worker)
  writeFileSync(
    join(folder, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    ( name = "main", worker = (
      modules = [ ( name = "worker.mjs", esModule = embed "worker.mjs" ) ],
      compatibilityDate = "2026-11-01",
      globalOutbound = "local",
      bindings = [ ${bindings.join(', ')} ],
    ) ),
    ( name = "local", network = ( allow = [ "local" ] ) ),
  ],
  sockets = [ ( name = "http", address = "127.0.0.1:${port}", http = (), service = "main" ) ],
);
`,
  )
  const child = spawn(command, ['serve', join(folder, 'config.capnp')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  try {
    const response = await firstResponse(`http://127.0.0.1:${port}/`, () => child.exitCode)
    const text = await response.text()
    if (!response.ok) throw new Error(`workerd returned ${response.status}: ${text}`)
    return text
  } catch (error) {
    throw new Error(`workerd failed: ${errors.trim()}`, { cause: error })
  } finally {
    child.kill()
  }
}

/** Sends a request until the server listens, for at most ten seconds. */
async function firstResponse(url: string, exitCode: () => number | null): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await fetch(url)
    } catch (error) {
      if (attempt === 100 || exitCode() !== null) throw error
      await pause(100)
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
