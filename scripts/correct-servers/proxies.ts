import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { delimiter, join } from 'node:path'

/** A reverse proxy that is started in front of a server. */
export interface Proxy {
  readonly name: string
  /** The options of its command, and its configuration. */
  readonly args: (file: string, folder: string) => readonly string[]
  readonly configuration: (port: number, upstream: string) => string
}

/** The proxies with their own defaults: nothing is configured but the addresses. */
export const PROXIES: readonly Proxy[] = [
  {
    name: 'nginx',
    args: (file, folder) => ['-c', file, '-p', folder, '-e', 'stderr'],
    configuration: (port, upstream) => `daemon off;
pid nginx.pid;
error_log stderr crit;
events {}
http {
  access_log off;
  client_body_temp_path client; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  server { listen 127.0.0.1:${port}; location / { proxy_pass http://${upstream}; } }
}
`,
  },
  {
    name: 'haproxy',
    args: (file) => ['-f', file, '-q', '-db'],
    configuration: (port, upstream) => `defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
frontend api
  bind 127.0.0.1:${port}
  default_backend server
backend server
  server one ${upstream}
`,
  },
]

/** Returns the path of a program: in a folder of unpacked packages, or on PATH. Undefined if it is not there. */
export function findProgram(name: string, folder: string | undefined): string | undefined {
  const inside =
    folder === undefined ? [] : ['usr/sbin', 'usr/bin', 'sbin', 'bin', '.'].map((one) => join(folder, one))
  return [...inside, ...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin']
    .map((one) => join(one, name))
    .find((file) => existsSync(file) && spawnSync(file, ['-v'], { env: environment(folder) }).status === 0)
}

/** Lets an unpacked program find the libraries that were unpacked beside it. */
function environment(folder: string | undefined): NodeJS.ProcessEnv {
  if (folder === undefined) return process.env
  const libraries = ['usr/lib', 'lib'].flatMap((one) => [
    join(folder, one, 'x86_64-linux-gnu'),
    join(folder, one),
  ])
  return { ...process.env, LD_LIBRARY_PATH: libraries.join(delimiter) }
}

/** Starts a proxy in front of a server. */
export async function startProxy(
  { name, args, configuration }: Proxy,
  {
    program,
    packages,
    folder,
    upstream,
  }: { program: string; packages: string | undefined; folder: string; upstream: string },
): Promise<{ readonly url: string; stop(): void }> {
  const port = await freePort()
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}.conf`)
  writeFileSync(file, configuration(port, new URL(upstream).host))
  const child = spawn(program, args(file, folder), {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: environment(packages),
    cwd: folder,
  })
  for (let attempt = 0; !(await accepts(port)); attempt += 1) {
    if (attempt === 100 || child.exitCode !== null) throw new Error(`${name} did not start.`)
    await new Promise((done) => setTimeout(done, 50))
  }
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

function accepts(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })
}
