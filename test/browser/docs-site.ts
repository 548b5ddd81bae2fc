import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { launchBrowser } from '../../scripts/browser.ts'
import { buildDocs } from '../../src/docs/build.ts'
import { serveStatic } from '../../src/docs/serve/static-server.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** The built site on a server under a sub-path, and a browser. */
export interface SiteUnderTest {
  url: string
  folder: string
  files: string[]
  browser: Browser
  close(): Promise<void>
}

export const ROOT = join(import.meta.dirname, '..', '..')

export async function openSite(): Promise<SiteUnderTest> {
  const folder = temporaryFolder('docs-site')
  const [files, browser] = await Promise.all([buildDocs(ROOT, folder), launchBrowser()])
  const server = await serveStatic(folder, { base: '/some/sub-path/' })
  return {
    url: server.url,
    folder,
    files: files.map(({ name }) => name),
    browser,
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}

/** A page that records its requests and errors. */
export interface WatchedPage {
  page: Page
  context: BrowserContext
  /** Every requested URL except `data:` and `blob:`. */
  requests: string[]
  /** Console errors, uncaught errors and violations of the Content-Security-Policy. */
  errors: string[]
}

export async function watchedPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: DESKTOP, ...options })
  const page = await context.newPage()
  const requests: string[] = []
  const errors: string[] = []
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url())) requests.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text().slice(0, 300))
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('requestfailed', (request) => errors.push(`failed: ${request.url()}`))
  return { page, context, requests, errors }
}

export const DESKTOP = { width: 1280, height: 900 }
export const PHONE = { width: 390, height: 844 }

/** Waits until Redoc has drawn its page. Other pages are ready at once. */
export async function settled(page: Page): Promise<void> {
  if ((await page.locator('#redoc').count()) > 0) {
    await page.getByTestId('color-mode-switcher').waitFor({ state: 'attached' })
  }
}

/** Returns the source of axe-core, to run in a page. */
export function axeSource(): string {
  return readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
}
