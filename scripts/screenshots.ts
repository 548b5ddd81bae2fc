import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { buildDocs, readSite } from '../src/docs/build.ts'
import { operationAddress } from '../src/docs/redoc/routes.ts'
import { serveStatic } from '../src/docs/serve/static-server.ts'
import { apiPage } from '../src/docs/site.ts'
import { launchBrowser } from './browser.ts'

/** The widths of a phone, a tablet and a large screen. */
const WIDTHS = [360, 1024, 1600]
const THEMES = ['light', 'dark'] as const

/**
 * Builds the site and takes a screenshot of each page, of an operation of each API, of the search and of a printed page,
 * at three widths and in both themes.
 *
 * @param output the folder of the pictures
 * @param pages of which pages; default all
 */
async function takeScreenshots(root: string, output: string, pages = /./): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'screenshots-'))
  mkdirSync(output, { recursive: true })
  const site = await readSite(root)
  const files = (await buildDocs(root, folder)).map(({ name }) => name)
  const operations = site.descriptions.flatMap((description) =>
    description.operations.slice(0, 1).map((operation) => apiPage(description) + operationAddress(operation)),
  )
  const server = await serveStatic(folder)
  const browser = await launchBrowser()
  try {
    for (const colorScheme of THEMES) {
      for (const width of WIDTHS) {
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
        const page = await context.newPage()
        const shoot = async (name: string, fullPage: boolean): Promise<void> => {
          const path = join(output, `${name}-${width}-${colorScheme}.png`)
          await page.screenshot({ path, fullPage })
        }
        for (const address of [...files, ...operations].filter((each) => pages.test(each))) {
          await open(page, server.url + address)
          const name = address.replace('.html', '').replaceAll(/[^\w-]+/g, '-')
          // Of the longest pages the beginning is enough.
          await shoot(name, !/^(source-|contract|.*#)/.test(address))
        }
        await open(page, `${server.url}index.html`)
        await page.keyboard.press('/')
        await page.keyboard.type('idempotency')
        await shoot('search', false)
        await page.emulateMedia({ media: 'print' })
        await open(page, `${server.url}samples.html`)
        await shoot('print', true)
        await context.close()
      }
    }
  } finally {
    await browser.close()
    await server.close()
    rmSync(folder, { recursive: true })
  }
}

async function open(page: Page, url: string): Promise<void> {
  // A hash alone would not load the page again.
  await page.goto('about:blank')
  await page.goto(url)
  if ((await page.locator('#redoc').count()) > 0) {
    await page.locator('#redoc main').waitFor()
    await page.waitForLoadState('networkidle')
  }
}

const [output, pages] = process.argv.slice(2)
if (output === undefined) {
  console.error('Missing argument: the folder for the pictures.')
  process.exitCode = 2
} else {
  await takeScreenshots(join(import.meta.dirname, '..'), resolve(output), new RegExp(pages ?? '.'))
}
