import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { firstLine } from '../../src/command/index.ts'
import type { Row, SuiteOptions } from './row.ts'
import { CORRECT, SERVES } from './server-kinds.ts'
import type { Serve } from './server-kinds.ts'
import { runWatched } from './watched.ts'

const LIMITS = { seconds: 60, megabytes: 300 }

const DESCRIPTION = `openapi: 3.1.0
info: { title: Things, version: '1' }
paths:
  /things:
    get:
      operationId: readThing
      responses:
        '200':
          description: One.
          content:
            application/json:
              schema: { type: object, required: [name], properties: { name: { type: string } } }
        4XX: { description: Rejected. }
`

interface HostileServer {
  readonly url: string
  close(): void
}

/** Starts a server of connections. It stops when it is closed, with its connections. */
async function start(server: Server, scheme = 'http'): Promise<HostileServer> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Calls `serve` for each request. The description has no bodies, so a request ends with its headers. */
function serving(serve: Serve): (socket: Socket) => void {
  let count = 0
  return (socket) => {
    let buffer = ''
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk: Buffer) => {
      buffer = (buffer + chunk.toString('latin1')).slice(-100_000)
      if (!buffer.includes('\r\n\r\n')) return
      buffer = ''
      count += 1
      serve(socket, count)
    })
  }
}

/** Servers that do not see a whole request. */
function otherServers(folder: string): Readonly<Record<string, () => Promise<HostileServer> | undefined>> {
  return {
    'reset after the connection': () => start(createServer((socket) => socket.resetAndDestroy())),
    'reset at the first byte': () =>
      start(createServer((socket) => socket.once('data', () => socket.resetAndDestroy()))),
    'stops listening during the run': async () => {
      const server = createServer()
      const started = await start(server)
      const accept = serving((socket, count) => {
        if (count > 15) started.close()
        else socket.write(CORRECT)
      })
      server.on('connection', accept)
      return started
    },
    'a certificate that it signed itself': () => {
      const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
      const subject = ['-nodes', '-days', '2', '-subj', '/CN=localhost']
      const args = ['req', '-x509', '-newkey', 'rsa:2048', '-keyout', key, '-out', cert, ...subject]
      if (spawnSync('openssl', args).status !== 0) return undefined
      const options = { key: readFileSync(key), cert: readFileSync(cert) }
      return start(
        createTlsServer(
          options,
          serving((socket) => socket.write(CORRECT)),
        ),
        'https',
      )
    },
  }
}

/** Runs the contract against one server. It must end in time, with a report if it has seen anything. */
async function row(name: string, { url }: HostileServer, folder: string): Promise<Row> {
  const report = join(folder, 'report.json')
  rmSync(report, { force: true })
  const began = performance.now()
  const args = ['contract', '--api', join(folder, 'things.yaml'), '--base-url', url, '--timeout', '2000']
  const { stdout, stderr, ...watched } = await runWatched(
    [resolve('src/main.js'), ...args, '--reporter', 'json', '--output', report],
    folder,
    LIMITS,
  )
  const seconds = (performance.now() - began) / 1000
  const { hasReport, message } = readReport(report, `${stderr}\n${stdout}`)
  const couldRun = !/^Cannot run: /m.test(stderr)
  const faults = [
    ...watched.faults,
    ...(seconds > LIMITS.seconds ? [`It takes ${seconds.toFixed(0)} s.`] : []),
    ...(watched.exitCode === undefined ? ['It has no exit code.'] : []),
    ...(couldRun && !hasReport ? ['There is no report.'] : []),
  ]
  const shown = `${hasReport ? 'report' : 'no report'}: ${message}`
  return { case: name, command: 'contract', ...watched, seconds, message: shown, faults }
}

function readReport(file: string, printed: string): { hasReport: boolean; message: string } {
  const lines = printed
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('The report is in'))
  const said = lines[0] ?? ''
  if (!existsSync(file)) return { hasReport: false, message: said }
  try {
    const { summary, toolFaults = [] } = JSON.parse(readFileSync(file, 'utf8')) as {
      summary: { passed: number; failed: number; untested: number }
      toolFaults?: string[]
    }
    const { passed, failed, untested } = summary
    const counts = `${passed} passed, ${failed} failed, ${untested} untested`
    return { hasReport: true, message: [counts, ...toolFaults, said].filter((one) => one !== '').join('; ') }
  } catch (error) {
    return { hasReport: false, message: firstLine(error) }
  }
}

/** Runs the contract against servers that break the rules of HTTP, flood their client, or end during the run. */
export async function hostileServers({ only, report }: SuiteOptions): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-servers-'))
  writeFileSync(join(folder, 'things.yaml'), DESCRIPTION)
  const wholeRequests = Object.entries(SERVES).map(
    ([name, serve]): [string, () => Promise<HostileServer> | undefined] => [
      name,
      () => start(createServer(serving(serve()))),
    ],
  )
  const rows: Row[] = []
  try {
    for (const [name, open] of [...wholeRequests, ...Object.entries(otherServers(folder))]) {
      if (!name.includes(only)) continue
      const server = await open()
      if (server === undefined) {
        console.log(`${name}: not run, because openssl is not installed.`)
        continue
      }
      const one = await row(name, server, folder).finally(() => server.close())
      rows.push(one)
      report(one)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return rows
}
