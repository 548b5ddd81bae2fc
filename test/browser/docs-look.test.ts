import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeSource, DESKTOP, openSite, PHONE, ROOT, settled, watchedPage } from './docs-site.ts'
import type { SiteUnderTest } from './docs-site.ts'
import { scaled } from '../time-scale.ts'

/** Serious violations in the markup of Redoc 3.0.1 itself, listed so that new ones fail. */
const CAUSED_BY_REDOC = [
  // Gray property types, examples and comments in code; white text on the POST badge.
  'color-contrast',
  // The switch between light and dark has the name of the current mode.
  'label-content-name-mismatch',
]

const SCREENSHOTS = join(ROOT, 'dist', 'screenshots')
const OPERATION = '#/paymentintents/cancelpaymentintent'

/** Each theme and each width once: colours depend on the theme alone, and sizes on the width alone. */
const looks = [
  { name: 'desktop-light', viewport: DESKTOP, colorScheme: 'light' },
  { name: 'phone-dark', viewport: PHONE, colorScheme: 'dark' },
] as const

interface AxeViolation {
  id: string
  impact: string | null
  nodes: { target: string[]; failureSummary?: string }[]
}

let site: SiteUnderTest
beforeAll(async () => {
  site = await openSite()
  mkdirSync(SCREENSHOTS, { recursive: true })
})
afterAll(() => site.close())

test.each(looks)(
  '$name: axe finds no serious violation on our pages, and each page has a screenshot',
  { timeout: scaled(90_000) },
  async (look) => {
    const { page, context } = await watchedPage(site.browser, look)
    const inRedoc = new Set<string>()
    for (const file of site.files) {
      await page.goto(site.url + file)
      await settled(page)
      const isRedoc = (await page.locator('#redoc').count()) > 0
      const name = file.replace(/\.html$/, '')
      // For the longest pages the beginning is enough.
      const fullPage = !/^(source-|contract)/.test(file)
      await takeScreenshot(page, `${name}-${look.name}`, fullPage)
      if (isRedoc) {
        await page.goto(site.url + file + OPERATION)
        await page.getByTestId('source-code').first().waitFor()
        await takeScreenshot(page, `${name}-operation-${look.name}`, false)
      }
      const serious = (await violationsOf(page)).filter(
        ({ impact }) => impact === 'serious' || impact === 'critical',
      )
      const ours = serious.flatMap(({ id, nodes }) =>
        nodes
          .filter(
            ({ target }) =>
              !isRedoc || target.some((selector) => /\.(top|pages|skip|search)\b/.test(selector)),
          )
          .map(
            ({ target, failureSummary }) => `${file}: ${id}: ${target.join(' ')}: ${failureSummary ?? ''}`,
          ),
      )
      expect(ours).toEqual([])
      if (isRedoc) for (const { id } of serious) inRedoc.add(id)
    }
    expect([...inRedoc].filter((id) => !CAUSED_BY_REDOC.includes(id))).toEqual([])
    await context.close()
  },
)

/** Takes a screenshot; retries, because a headless browser under load may not have drawn yet. */
async function takeScreenshot(page: Page, name: string, fullPage: boolean): Promise<void> {
  await expect
    .poll(async () => (await page.screenshot({ fullPage, path: join(SCREENSHOTS, `${name}.png`) })).length)
    .toBeGreaterThan(1000)
}

/** Runs axe on a page, on the first 30 lines of each long listing or table. */
async function violationsOf(page: Page): Promise<AxeViolation[]> {
  await page.evaluate(() => {
    document
      .querySelectorAll('.line:nth-child(n+30), main tr:nth-child(n+30)')
      .forEach((line) => line.remove())
  })
  await page.evaluate(axeSource())
  return page.evaluate(async () => {
    interface Axe {
      run: (options: object) => Promise<{ violations: AxeViolation[] }>
    }
    const { axe } = window as unknown as { axe: Axe }
    return (await axe.run({ resultTypes: ['violations'] })).violations
  })
}
