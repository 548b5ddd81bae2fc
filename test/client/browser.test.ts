import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { scaled } from '../time-scale.ts'
import { launchBrowser } from '../../scripts/browser.ts'
import fixtures from '../../src/sandbox/fixtures.js'
import { startSandbox } from '../../src/sandbox/index.ts'
import type { Sandbox } from '../../src/sandbox/index.ts'

let sandbox: Sandbox
let browser: Browser
let site: Server
let origin: string

/** Allows the page to run its own script and to call its own origin, and nothing else. */
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"

async function script(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { cancelPaymentIntentHeader, createLeanRails, validate } from './generated/leanrails/client.ts'
        const cancel = async (apiKey, id) => {
          const leanrails = createLeanRails({ apiKey, baseUrl: location.origin, validate })
          const first = await leanrails.cancelPaymentIntent({ id, body: { cancellation_reason: 'duplicate' } })
          const again = await leanrails.cancelPaymentIntent({ id })
          const invalid = await leanrails.cancelPaymentIntent({ id: '..' }).catch((error) => error.name)
          return [first.status, first.data?.status, cancelPaymentIntentHeader(first, 'X-RateLimit-Limit'), again.status, invalid]
        }
        if (globalThis.document) {
          window.cancel = cancel
          window.cancelInWorker = (...args) =>
            new Promise((resolve, reject) => {
              const worker = new Worker('/client.js', { type: 'module' })
              worker.onmessage = ({ data }) => resolve(data)
              worker.onerror = ({ message }) => reject(new Error(message))
              worker.postMessage(args)
            })
        } else onmessage = async ({ data }) => postMessage(await cancel(...data))`,
      resolveDir: join(import.meta.dirname, '../..'),
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

beforeAll(async () => {
  sandbox = await startSandbox('leanrails')
  browser = await launchBrowser()
  const code = await script()
  site = createServer((request, response) => {
    const { url = '/', method = 'GET' } = request
    if (url === '/client.js')
      response
        .setHeader('Content-Type', 'text/javascript')
        .setHeader('Content-Security-Policy', POLICY)
        .end(code)
    else if (url === '/')
      response
        .setHeader('Content-Type', 'text/html')
        .setHeader('Content-Security-Policy', POLICY)
        .end('<!doctype html><title>A till</title><script type="module" src="/client.js"></script>')
    else
      void (async () => {
        const body = await buffer(request)
        const headers = Object.entries(request.headers).filter(([name]) =>
          /^(auth|content-type|idem)/.test(name),
        )
        const sandboxResponse = await fetch(sandbox.url + url, {
          method,
          headers: headers.map(([name, value]): [string, string] => [name, String(value)]),
          body,
        })
        response
          .writeHead(sandboxResponse.status, Object.fromEntries(sandboxResponse.headers))
          .end(await sandboxResponse.text())
      })()
  }).listen(0, '127.0.0.1')
  await once(site, 'listening')
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
}, scaled(180_000))

afterAll(async () => {
  await browser.close()
  site.close()
  await sandbox.close()
})

it.each([
  ['a page', 'cancel'],
  ['a worker', 'cancelInWorker'],
] as const)('cancels from %s in a browser with a strict Content-Security-Policy', async (_, name) => {
  const page = await browser.newPage()
  const browserErrors: string[] = []
  page.on('console', (message) => browserErrors.push(message.text()))
  page.on('pageerror', (error) => browserErrors.push(error.message))
  await page.goto(origin, { waitUntil: 'networkidle' })
  const apiKey = sandbox.keys.secret
  const fixture = await fixtures.create('requires_capture', { baseUrl: sandbox.url, apiKey, fetch })
  const outcome = await page.evaluate(
    ([call, key, id]) =>
      (window as unknown as Record<string, (...args: string[]) => Promise<unknown>>)[call]?.(key, id),
    [name, apiKey, fixture?.['id'] ?? ''] as const,
  )
  expect(outcome).toEqual([200, 'canceled', 1500, 400, 'InvalidRequestError'])
  // Chromium logs every error response. The 400 is expected here.
  expect(browserErrors.filter((text) => !text.includes('status of 400'))).toEqual([])
})
