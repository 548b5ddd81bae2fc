import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readHar } from '../../src/har/index.ts'
import type { RecordedExchange } from '../../src/har/index.ts'
import { closeServer, listen } from '../../src/command/index.ts'
import { startProxy } from '../bench-proxy/subjects.ts'

/** Returns what a tool says about the responses of a recording, without what differs between recordings. */
export type Tool = (file: string) => Promise<Set<string>>

/** What differs between two recordings of the same calls: identifiers, addresses, and times. */
const UNSTABLE = /\b(?:pi|ch|req)_\w+|127\.0\.0\.1:\d+|\b\d{10}\b/g

export const oursArgs = (origin: string, file: string, report: string): string[] => [
  'src/main.js',
  ...['contract', '--api', 'leanrails', '--har', file, '--base-url', origin, '--reporter', `json=${report}`],
]

export const driftArgs = (file: string): string[] => [
  'node_modules/@redocly/cli/bin/cli.js',
  ...['drift', file, '--api', 'openapi/leanrails.yaml', '--match-mode', 'basepath', '--format', 'json'],
]

export const ours: Tool = async (file) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-har-'))
  const report = join(folder, 'report.json')
  spawnSync(process.execPath, oursArgs(await originOf(file), file, report), { stdio: 'ignore' })
  const { rules } = JSON.parse(readFileSync(report, 'utf8')) as { rules: { id: string; verdict: string }[] }
  rmSync(folder, { recursive: true })
  return new Set(rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id))
}

export const drift: Tool = (file) => {
  const { stdout } = spawnSync(process.execPath, driftArgs(file), { encoding: 'utf8', maxBuffer: 1e9 })
  const { problems } = JSON.parse(stdout.slice(stdout.indexOf('{\n'))) as { problems: object[] }
  const named = problems as {
    ruleId?: string
    target?: string
    status?: number
    dataPath?: string
    details?: { keyword?: string }
  }[]
  return Promise.resolve(
    new Set(
      named.map(({ ruleId, target, status, dataPath, details }) =>
        [ruleId, target, status, dataPath, details?.keyword].join(' '),
      ),
    ),
  )
}

/** Starts Prism's proxy in front of a server that returns the recorded responses. */
export async function startPrism(): Promise<{ tool: Tool; stop: () => Promise<void> }> {
  let current: RecordedExchange['response']
  let count = 0
  const server = createServer((incoming, outgoing) => {
    incoming.resume()
    incoming.on('end', () => {
      count += 1
      const { status = 404, headers = [], body = new Uint8Array() } = current ?? {}
      const passed = headers.filter(
        ([name]) =>
          !/^(?:content-length|transfer-encoding|connection|keep-alive|content-encoding)$/i.test(name),
      )
      outgoing.writeHead(status, passed.flat())
      outgoing.end(body)
    })
  })
  const target = new URL(await listen(server, 0, '127.0.0.1'))
  const folder = mkdtempSync(join(tmpdir(), 'bench-har-'))
  const prism = await startProxy('Prism', target, folder)
  const tool: Tool = async (file) => {
    const found = new Set<string>()
    count = 0
    for await (const entry of readHar(file)) {
      if ('problem' in entry) continue
      current = entry.response
      for (const violation of await violationsOf(prism.url, entry))
        found.add(violation.replaceAll(UNSTABLE, '…'))
    }
    if (count === 0) throw new Error(`${file}: Prism passed no request on.`)
    return found
  }
  const stop = async (): Promise<void> => {
    await prism.stop()
    await closeServer(server)
    rmSync(folder, { recursive: true })
  }
  return { tool, stop }
}

/** Sends a recorded request, and returns the violations that Prism names in a header of the response. */
function violationsOf(proxy: URL, { request: recorded }: RecordedExchange): Promise<string[]> {
  const { pathname, search } = new URL(recorded.url)
  const kept = recorded.headers.filter(([name]) => !/^(?:host|connection|transfer-encoding)$/i.test(name))
  const headers = ['Host', proxy.host, ...kept.flat()] as never
  return new Promise((resolve) => {
    const outgoing = request(
      {
        host: proxy.hostname,
        port: proxy.port,
        method: recorded.method,
        path: pathname + search,
        headers,
        agent: false,
      },
      (incoming) => {
        incoming.resume()
        const text = String(incoming.headers['sl-violations'] ?? '[]')
        const list = JSON.parse(text) as { location?: string[]; code?: string; message?: string }[]
        const named = list.map(
          ({ location = [], code = '', message = '' }) => `${location.join('/')} ${code} ${message}`,
        )
        incoming.on('close', () => resolve(named.filter((one) => one.startsWith('response'))))
      },
    )
    outgoing.on('error', (error) => resolve([`no response: ${error.message}`]))
    outgoing.end(recorded.body)
  })
}

async function originOf(file: string): Promise<string> {
  for await (const entry of readHar(file)) if (!('problem' in entry)) return new URL(entry.request.url).origin
  throw new Error(`${file} has no entry.`)
}
