import { fork } from 'node:child_process'
import { getEventListeners } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createLeanRails, middleware, type LeanRailsOptions } from '../generated/leanrails/client.ts'
import { logging } from '../examples/client/logging.ts'

/*
 * `npm run bench:memory`: makes 10,000 calls of each kind that a service makes in its life, all with one signal of the
 * process, and measures what stays: heap after garbage collection, listeners on the signal, warnings of the platform.
 * Writes the table into docs/client.md. Exits with 1 if something stays.
 */

const PAGE = 'docs/client.md'
const CALLS = Number(process.argv[2] ?? 10_000)
const WARM_UP = CALLS
/** The noise of a measurement is some hundred kB. A listener and a closure for each call would be megabytes. */
const MOST_BYTES_PER_CALL = 100

const canceled = JSON.stringify({ id: 'pi_1', object: 'payment_intent', status: 'canceled' })

const respond = (request: IncomingMessage, response: ServerResponse): void => {
  request.resume()
  const path = request.url ?? ''
  if (path.includes('silent')) return
  const isFirst = path.includes('retried') && Math.random() < 0.5
  response.writeHead(isFirst ? 503 : 200, { 'Content-Type': 'application/json' })
  response.end(isFirst ? '{"error":{}}' : canceled)
}

interface Scenario {
  readonly name: string
  readonly id: string
  readonly options?: Partial<LeanRailsOptions>
  readonly atOnce?: number
  /** Returns the signal of a call. Default: the signal of the process. */
  readonly signalOf?: (shared: AbortSignal) => AbortSignal
}

const abortSoon = (shared: AbortSignal): AbortSignal => {
  const own = new AbortController()
  setImmediate(() => {
    own.abort()
  })
  return AbortSignal.any([shared, own.signal])
}

const scenarios: readonly Scenario[] = [
  { name: 'one after the other', id: 'pi_1' },
  { name: '100 at once', id: 'pi_1', atOnce: 100 },
  { name: 'with hooks that log', id: 'pi_1', options: logging({ info: () => 0, warn: () => 0 }), atOnce: 10 },
  { name: 'with middleware', id: 'pi_1', options: { middleware: middleware() }, atOnce: 10 },
  { name: 'retried', id: 'retried', options: { retry: { delay: () => 0, maxRetries: 9 } }, atOnce: 10 },
  {
    name: 'timed out',
    id: 'silent',
    options: { timeout: 5, retry: { maxRetries: 0 } },
    atOnce: 100,
  },
  { name: 'aborted, each by `AbortSignal.any`', id: 'silent', atOnce: 100, signalOf: abortSoon },
]

/** Returns the bytes that are still used. The platform ends what is collected between two collections. */
const heap = async (): Promise<number> => {
  const { gc } = globalThis as { gc?: () => void }
  if (gc === undefined) throw new Error('Run it with --expose-gc.')
  for (let round = 0; round < 6; round++) {
    gc()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return process.memoryUsage().heapUsed
}

async function play(
  { id, options, atOnce = 1, signalOf = (shared) => shared }: Scenario,
  baseUrl: string,
): Promise<{ growth: number; listeners: number }> {
  const client = createLeanRails({ apiKey: 'sk_test_bench', baseUrl, ...options })
  const { signal } = new AbortController()
  const makeCalls = async (count: number): Promise<void> => {
    let rest = count
    const work = async (): Promise<void> => {
      while (rest-- > 0) await client.cancelPaymentIntent({ id, signal: signalOf(signal) }).catch(() => 0)
    }
    await Promise.all(Array.from({ length: atOnce }, work))
  }
  await makeCalls(WARM_UP)
  const before = await heap()
  await makeCalls(CALLS)
  const growth = (await heap()) - before
  return { growth, listeners: getEventListeners(signal, 'abort').length }
}

/** Serves in a process of its own: its memory is not the client's. */
async function serve(): Promise<void> {
  const server = createServer(respond)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

async function measure(): Promise<void> {
  const warnings: Error[] = []
  process.on('warning', (warning) => warnings.push(warning))
  const server = fork(import.meta.filename, ['serve'])
  const baseUrl = await new Promise<string>((resolve) => server.once('message', resolve))
  const rows: string[] = []
  let hasLeak = false
  for (const scenario of scenarios) {
    const seen = warnings.length
    const { growth, listeners } = await play(scenario, baseUrl)
    const found = warnings.length - seen
    hasLeak ||= growth / CALLS > MOST_BYTES_PER_CALL || listeners > 0 || found > 0
    const perCall = (growth / CALLS).toFixed(1)
    rows.push(`| ${scenario.name} | ${Math.round(growth / 1024)} | ${perCall} | ${listeners} | ${found} |`)
    console.log(rows.at(-1))
  }
  server.kill()

  const head = `| ${CALLS.toLocaleString('en')} calls | heap growth, KiB | bytes per call | listeners left | warnings |`
  const text = [head, '| --- | --- | --- | --- | --- |', ...rows].join('\n')
  const page = readFileSync(PAGE, 'utf8')
  writeFileSync(PAGE, page.replace(/(<!-- memory -->\n).*(\n<!-- \/memory -->)/s, `$1\n${text}\n$2`))
  for (const { stack } of warnings) console.error(stack)
  if (hasLeak) process.exitCode = 1
}

await (process.argv[2] === 'serve' ? serve() : measure())
