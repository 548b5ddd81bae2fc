import { spawn } from 'node:child_process'
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { UsageError } from '../../src/command/index.ts'
import { environment } from './unpacked.ts'

/** A reverse proxy that is started in front of a server. */
export interface Proxy {
  readonly name: string
  /** The options of its command, and its configuration. */
  readonly args: (file: string, folder: string, port: number, packages?: string) => readonly string[]
  readonly configuration: (port: number, upstream: string, packages?: string) => string
}

/** The proxies with their own defaults, and those of Debian: nothing is configured but the addresses. */
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
  {
    name: 'caddy',
    args: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
    configuration: (port, upstream) => `{
  admin off
  auto_https off
  storage file_system caddy
  log {
    level FATAL
  }
}
http://127.0.0.1:${port} {
  reverse_proxy ${upstream}
}
`,
  },
  {
    name: 'apache2',
    args: (file, folder) => ['-X', '-f', file, '-d', folder],
    configuration: (port, upstream, packages) => `${apacheSettings(port, packages, ['proxy', 'proxy_http'])}
ProxyPass / http://${upstream}/
ProxyPassReverse / http://${upstream}/
`,
  },
  {
    name: 'lighttpd',
    args: (file, _, __, packages) => ['-D', '-f', file, '-m', join(packages ?? '/', 'usr/lib/lighttpd')],
    configuration: (port, upstream) => `server.bind = "127.0.0.1"
server.port = ${port}
server.document-root = "."
server.modules = ("mod_proxy")
proxy.server = ("" => (("host" => "${hostOf(upstream)}", "port" => ${portOf(upstream)})))
`,
  },
  {
    name: 'varnishd',
    args: (file, folder, port) => ['-F', '-f', file, '-n', folder, '-a', `127.0.0.1:${port}`],
    configuration: (_, upstream) => `vcl 4.1;
backend server { .host = "${hostOf(upstream)}"; .port = "${portOf(upstream)}"; }
`,
  },
  {
    name: 'squid',
    args: (file) => ['-N', '-f', file],
    configuration: (
      port,
      upstream,
      packages = '/',
    ) => `http_port 127.0.0.1:${port} accel defaultsite=127.0.0.1:${port}
cache_peer ${hostOf(upstream)} parent ${portOf(upstream)} 0 no-query originserver login=PASSTHRU
http_access allow all
access_log none
cache_log /dev/stderr
cache_store_log none
pid_filename none
pinger_enable off
shutdown_lifetime 0 seconds
unlinkd_program ${join(packages, 'usr/lib/squid/unlinkd')}
mime_table ${join(packages, 'usr/share/squid/mime.conf')}
icon_directory ${join(packages, 'usr/share/squid/icons')}
error_directory ${join(packages, 'usr/share/squid/errors/templates')}
`,
  },
]

function hostOf(upstream: string): string {
  return new URL(`http://${upstream}`).hostname
}

function portOf(upstream: string): string {
  return new URL(`http://${upstream}`).port
}

/** Returns the settings that every configuration of Apache has: Debian's own modules, and others. */
export function apacheSettings(
  port: number,
  packages: string | undefined,
  modules: readonly string[],
): string {
  const folder = join(packages ?? '/', 'usr/lib/apache2/modules')
  const lines = ['mpm_event', 'authz_core', ...modules].map(
    (name) => `LoadModule ${name}_module ${join(folder, `mod_${name}.so`)}`,
  )
  // The user of Apache's processes must not be root.
  const user = process.getuid?.() === 0 ? 'User nobody\nGroup nogroup' : ''
  return `Listen 127.0.0.1:${port}
${lines.join('\n')}
ServerName 127.0.0.1
PidFile apache.pid
${user}
DefaultRuntimeDir .
ErrorLog /dev/stderr
LogLevel crit
TraceEnable Off`
}

/** How often it is tried to reach a proxy that starts: each 50 milliseconds. */
const ATTEMPTS = 600

/**
 * Starts a proxy in front of a server, in a folder of its own: one that is ending may still use its files.
 *
 * @throws UsageError if it does not start
 */
export async function startProxy(
  { name, args, configuration }: Proxy,
  {
    program,
    packages,
    folder: parent,
    upstream,
  }: { program: string; packages: string | undefined; folder: string; upstream: string },
): Promise<{ readonly url: string; stop(): void }> {
  const port = await freePort()
  const folder = join(parent, `${name}-${port}`)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}.conf`)
  writeFileSync(file, configuration(port, new URL(upstream).host, packages))
  const log = join(folder, `${name}.log`)
  const child = spawn(program, args(file, folder, port, packages), {
    stdio: ['ignore', 'ignore', openSync(log, 'w')],
    env: environment(packages),
    cwd: folder,
  })
  for (let attempt = 0; !(await accepts(port)); attempt += 1) {
    if (attempt === ATTEMPTS || child.exitCode !== null)
      throw new UsageError(`${name} did not start: ${readFileSync(log, 'utf8')}`)
    await new Promise((done) => setTimeout(done, 50))
  }
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() }
}

/** Returns a port that nobody uses. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

/** Returns whether something listens on a port. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })
}
