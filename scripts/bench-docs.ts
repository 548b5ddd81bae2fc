import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { buildDocs, readSite } from '../src/docs/build.ts'
import { operationAddress } from '../src/docs/redoc/routes.ts'
import { apiPage } from '../src/docs/site.ts'
import { serveStatic } from '../src/docs/serve/static-server.ts'
import { launchBrowser } from './browser.ts'

/** The size of a page, gzipped, and the time on loopback until its first text is visible. */
export interface PageCost {
  page: string
  bytes: number
  /** The median of the runs, in milliseconds from the start of the navigation. */
  visible: number
}

const BUDGET = { bytes: 1024 * 1024, visible: 1000 }
const RUNS = 5

/**
 * Builds the site and measures each page in a Chromium with an empty cache: the page of an API until its first operation
 * is visible, the others until their first heading is.
 */
export async function measureDocs(root: string): Promise<PageCost[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-docs-'))
  const browser = await launchBrowser()
  const files = await buildDocs(root, folder)
  const server = await serveStatic(folder)
  try {
    const operations = new Map(
      (await readSite(root)).descriptions.map((description) => {
        const [operation] = description.operations
        const path = operation === undefined ? '' : operationAddress(operation)
        return [apiPage(description), { path, heading: operation?.object.summary ?? '' }]
      }),
    )
    const costs: PageCost[] = []
    for (const { name } of files) {
      const operation = operations.get(name)
      const times: number[] = []
      for (let run = 0; run < RUNS; run += 1) {
        times.push(
          await timeToRead(browser, `${server.url}${name}${operation?.path ?? ''}`, operation?.heading),
        )
      }
      const bytes = gzipSync(readFileSync(join(folder, name))).length
      costs.push({ page: name, bytes, visible: times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0 })
    }
    return costs
  } finally {
    await browser.close()
    await server.close()
    rmSync(folder, { recursive: true })
  }
}

/** Returns the milliseconds until a heading (with the given text) is painted, by the clock of the page. */
async function timeToRead(browser: Browser, url: string, text = ''): Promise<number> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    // Uses no named functions: the compiler would add a helper that does not exist in the page.
    await page.addInitScript((wanted: string) => {
      const readable = new Promise<number>((resolve) => {
        const timer = setInterval(() => {
          const isVisible = [...document.querySelectorAll('main h1, #redoc h1, #redoc h2')].some(
            (heading) => heading.textContent.includes(wanted) && heading.getClientRects().length > 0,
          )
          if (!isVisible) return
          clearInterval(timer)
          requestAnimationFrame(resolve)
        }, 4)
      })
      Object.assign(window, { readable })
    }, text)
    await page.goto(url)
    return await page.evaluate(() => (window as unknown as { readable: Promise<number> }).readable)
  } finally {
    await context.close()
  }
}

/** Prints the costs and their budgets. @returns whether all are within budget */
export function printDocs(costs: readonly PageCost[]): boolean {
  console.log(
    `docs: weight (gzip, at most ${BUDGET.bytes / 1024} kB) and time to read (at most ${BUDGET.visible} ms)`,
  )
  for (const { page, bytes, visible } of costs) {
    const isInBudget = bytes <= BUDGET.bytes && visible <= BUDGET.visible
    const weight = `${Math.ceil(bytes / 1024)} kB`.padStart(8)
    console.log(
      `  ${page.padEnd(26)}${weight}${`${Math.round(visible)} ms`.padStart(10)}${isInBudget ? '' : '  over budget'}`,
    )
  }
  return costs.every(({ bytes, visible }) => bytes <= BUDGET.bytes && visible <= BUDGET.visible)
}

if (process.argv[1] === import.meta.filename) {
  process.exitCode = printDocs(await measureDocs(join(import.meta.dirname, '..'))) ? 0 : 1
}
