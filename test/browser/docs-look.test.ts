import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeSource, openSite, settled, watchedPage } from './docs-site.ts'
import type { SiteUnderTest } from './docs-site.ts'
import { scaled } from '../time-scale.ts'

/** Serious violations in the markup of Redoc 3.0.1 itself, listed so that new ones fail. */
const CAUSED_BY_REDOC = [
  // Controls whose accessible name differs from their text.
  'label-content-name-mismatch',
]

const OPERATION = '#/paymentintents/cancelpaymentintent'

const looks = [
  { name: 'a phone', viewport: { width: 360, height: 780 } },
  { name: 'a tablet', viewport: { width: 1024, height: 768 } },
  { name: 'a large screen', viewport: { width: 1600, height: 900 } },
].flatMap((look) => (['light', 'dark'] as const).map((colorScheme) => ({ ...look, colorScheme })))

interface AxeViolation {
  id: string
  impact: string | null
  nodes: { target: string[]; failureSummary?: string }[]
}

let site: SiteUnderTest
beforeAll(async () => {
  site = await openSite()
}, scaled(60_000))
afterAll(() => site.close())

test.each(looks)(
  'axe finds no violation in our own part of any page on $name, $colorScheme',
  { timeout: scaled(120_000) },
  async (look) => {
    const { page, context } = await watchedPage(site.browser, look)
    const inRedoc = new Set<string>()
    for (const file of site.files) {
      await page.goto(site.url + file)
      await settled(page)
      const isRedoc = (await page.locator('#redoc').count()) > 0
      if (isRedoc) {
        await page.goto(site.url + file + OPERATION)
        await page.getByTestId('source-code').first().waitFor()
      }
      // What a reader can open has colors too.
      await page.evaluate(() =>
        document.querySelectorAll<HTMLDetailsElement>('main details').forEach((part) => (part.open = true)),
      )
      const violations = await violationsOf(page)
      const ours = violations.flatMap(({ id, nodes }) =>
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
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      if (isRedoc) for (const { id } of serious) inRedoc.add(id)
    }
    expect([...inRedoc].filter((id) => !CAUSED_BY_REDOC.includes(id))).toEqual([])
    await context.close()
  },
)

test(
  'from 360 to 1,600 px nothing is cut off, and no short code is divided between two lines',
  { timeout: scaled(120_000) },
  async () => {
    const { page, context } = await watchedPage(site.browser)
    const problems: string[] = []
    for (const file of site.files) {
      await page.goto(site.url + file)
      await settled(page)
      await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)))
      for (const width of [360, 480, 768, 900, 1024, 1280, 1600]) {
        await page.setViewportSize({ width, height: 900 })
        for (const problem of await clippedParts(page)) problems.push(`${file} at ${width} px: ${problem}`)
      }
    }
    expect(problems).toEqual([])
    await context.close()
  },
)

/** Returns the parts of our pages that are cut off or wider than the window, and codes on more than one line. */
function clippedParts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement
    const problems = root.scrollWidth > root.clientWidth ? ['the page scrolls sideways'] : []
    // A wide block of code scrolls.
    for (const part of document.querySelectorAll('.top, .pages, main :not(pre, pre *, .hidden)')) {
      if (part.closest('#redoc, thead') !== null || part.clientWidth === 0) continue
      if (part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX !== 'visible')
        problems.push(`${part.tagName}.${part.className} is cut off: ${part.textContent.trim().slice(0, 60)}`)
      const isDivided = part.matches('code:not(.long, a code)') && part.getClientRects().length > 1
      if (isDivided) problems.push(`a code on two lines: ${part.textContent}`)
    }
    return problems
  })
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
