import { readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { closeServer, listen } from '../../src/command/index.ts'
import { contractCommand } from '../../src/contract/cli/command.ts'
import type { Report } from '../../src/contract/index.ts'
import { readDescription } from '../../src/description/index.ts'
import type { Description } from '../../src/description/index.ts'
import { startProxy } from '../../src/proxy/index.ts'
import fixtures from '../../src/sandbox/fixtures.js'
import { startSandbox } from '../../src/sandbox/index.ts'
import type { FaultName } from '../../src/sandbox/index.ts'
import { scaled } from '../time-scale.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** The cases whose requests a browser can send as they are. */
const CASES = ['lifecycle', 'examples', 'boundaries']

/** Headers that a browser lets a page set. */
const SETTABLE = /^(?:accept|authorization|content-type|idempotency-key|x-api-version)$/i

let browser: Browser
let folder: string
let description: Description

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  browser = await launchBrowser()
  folder = temporaryFolder('recorders')
  description = await readDescription(process.cwd(), 'leanrails')
}, scaled(180_000))

afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

interface PageRequest {
  readonly path: string
  readonly method: string
  readonly headers: Record<string, string>
  readonly body: string | undefined
}

/** Sends a request from a page, and returns the response that the page got. */
function sendFromPage(page: Page, request: PageRequest) {
  return page.evaluate(async ({ path, body, ...init }) => {
    const bytes = body === undefined ? null : Uint8Array.from(atob(body), (one) => one.charCodeAt(0))
    const response = await fetch(path, { ...init, body: bytes, cache: 'no-store' })
    const text = Array.from(new Uint8Array(await response.arrayBuffer()), (byte) => String.fromCharCode(byte))
    return { status: response.status, headers: [...response.headers], body: btoa(text.join('')) }
  }, request)
}

/** Starts a server that passes the requests of a run on to a page, one after the other, and all others to the sandbox. */
async function startBridge(
  page: Page,
  sandbox: string,
): Promise<{ url: string; close: () => Promise<void> }> {
  let last: Promise<unknown> = Promise.resolve()
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { url: path = '/', method = 'GET' } = incoming
    const sent = await buffer(incoming)
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).flatMap(([name, value]) =>
        SETTABLE.test(name) ? [[name, String(value)] as const] : [],
      ),
    )
    if (!path.endsWith('/cancel')) {
      const response = await fetch(sandbox + path, {
        method,
        headers,
        ...(sent.byteLength > 0 && { body: sent }),
      })
      outgoing.writeHead(response.status, { 'Content-Type': 'application/json' }).end(await response.text())
      return
    }
    const body = sent.byteLength === 0 ? undefined : sent.toString('base64')
    const sending = last.then(() => sendFromPage(page, { path, method, headers, body }))
    last = sending.catch(() => undefined)
    const response = await sending
    outgoing.sendDate = false
    outgoing.writeHead(response.status, response.headers.flat()).end(Buffer.from(response.body, 'base64'))
  }
  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing))
  return { url: await listen(server, 0, '127.0.0.1'), close: () => closeServer(server) }
}

/** Runs cases of the contract through Chromium and the proxy, and returns the three recordings of the run. */
async function record(fault: FaultName | undefined): Promise<Record<string, string>> {
  const name = fault ?? 'correct'
  const fileOf = (recorder: string): string => join(folder, `${name}-${recorder}.har`)
  const files = { chromium: fileOf('chromium'), proxy: fileOf('proxy'), record: fileOf('record') }
  const sandbox = await startSandbox('leanrails', { faults: fault === undefined ? [] : [fault] })
  const proxy = await startProxy({ description, target: new URL(sandbox.url), har: files.proxy })
  const context = await browser.newContext({ recordHar: { path: files.chromium, content: 'embed' } })
  const page = await context.newPage()
  await page.goto(proxy.url)
  const bridge = await startBridge(page, sandbox.url)
  const { secret, other } = sandbox.keys
  await contractCommand(
    [
      ...['--api', 'leanrails', '--seed', '1', '--record', files.record],
      ...['--reporter', `json=${join(folder, 'run.json')}`],
      ...CASES.flatMap((one) => ['--only', one]),
    ],
    () =>
      Promise.resolve({
        baseUrl: bridge.url,
        apiKey: secret,
        otherApiKey: other,
        fixtures,
        close: () => Promise.resolve(),
      }),
  )
  await context.close()
  await bridge.close()
  await proxy.close()
  await sandbox.close()
  return files
}

/** Returns what `contract --har` reports of a recording. */
async function check(file: string): Promise<Report> {
  const { log } = JSON.parse(await readFile(file, 'utf8')) as {
    log: { entries: { request: { url: string } }[] }
  }
  const origin = new URL(
    log.entries.find(({ request }) => request.url.endsWith('/cancel'))?.request.url ?? '',
  ).origin
  const report = `${file}.json`
  const args = ['--api', 'leanrails', '--har', file, '--base-url', origin]
  await contractCommand([...args, '--reporter', `json=${report}`], () =>
    Promise.reject(new Error('A server was started.')),
  )
  return JSON.parse(await readFile(report, 'utf8')) as Report
}

const verdicts = ({ rules }: Report): [string, string][] => rules.map(({ id, verdict }) => [id, verdict])
const failed = ({ rules }: Report): string[] =>
  rules.flatMap(({ id, verdict }) => (verdict === 'failed' ? [id] : []))
/** What a report says of the client and the server, without the addresses and texts of one recording. */
const summary = (report: Report): object => ({
  exchanges: report.traffic?.operations,
  findings: report.findings?.map(({ side, rules }) => ({ side, rules })),
  requests: report.traffic?.requests,
})

describe('recordings of Chromium, of the proxy and of --record', () => {
  it.each([
    [undefined, []],
    ['amount-as-string', ['schemas/Amount/type']],
    ['reason-long-rejected', []],
    ['key-256-accepted', ['cancelPaymentIntent/header.Idempotency-Key/maxLength']],
  ] as const)('give the same verdicts, with the fault %s', async (fault, expected) => {
    const files = await record(fault)
    const reports: Report[] = []
    for (const file of Object.values(files)) reports.push(await check(file))
    for (const report of reports) {
      expect(failed(report)).toEqual(expected)
      expect(verdicts(report)).toEqual(verdicts(reports[0] as Report))
      expect(summary(report)).toEqual(summary(reports[0] as Report))
    }
  })
})
