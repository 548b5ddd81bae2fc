import { readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { scaled } from '../time-scale.ts'
import { launchBrowser } from '../../scripts/browser.ts'
import { htmlReport, junitReport } from '../../src/contract/report/index.ts'
import { allPassed, sampleReport } from '../contract/report/sample-reports.ts'
import { temporaryFolder } from '../temporary-folder.ts'

let browser: Browser
let folder: string
let file: string

beforeAll(async () => {
  browser = await launchBrowser()
  folder = temporaryFolder('contract-report')
  file = pathToFileURL(join(folder, 'report.html')).href
  await writeFile(join(folder, 'report.html'), htmlReport([sampleReport, allPassed]))
}, scaled(180_000))

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
})

afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

/** Opens the report from its file, and records every event of the page. */
async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; events: string[] }> {
  const context = await browser.newContext({ colorScheme: 'light', ...options })
  const page = await context.newPage()
  const events: string[] = []
  page.on('console', (message) => events.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => events.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => events.push(`dialog: ${dialog.message()}`))
  page.on('request', (request) => events.push(`request: ${request.url()}`))
  await page.goto(file)
  return { page, events }
}

const shownRules = (page: Page) =>
  page.locator('tbody tr:visible .id').evaluateAll((ids) => ids.map((id) => id.textContent))

test('sends no request and logs no error', async () => {
  const { page, events } = await open()
  await page.waitForLoadState('networkidle')
  expect(events).toEqual([`request: ${file}`])
  expect(await page.title()).toBe('2 findings, 2 rules failed · orders, returns · contract report')
})

describe('text from a server', () => {
  test('is shown as text', async () => {
    const { page, events } = await open()
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(await page.locator('main :is(img, script, textarea, iframe, style)').count()).toBe(0)
    expect(await page.locator('main a:not([href^="#"])').count()).toBe(0)
    const received = await page.locator('article .received pre').nth(2).textContent()
    expect(received).toContain(
      '<img src="http://127.0.0.1:9/x.png" onerror="window.hacked = 1">\n</pre></article>',
    )
    expect(received).toContain(']]> <![CDATA[ <!-- --> &amp; &#0; &lt;')
    expect(received).toContain('right\\u202eleft')
    expect(events).toEqual([`request: ${file}`])
  })

  test('does not run even as markup', async () => {
    const { page, events } = await open()
    const failed: (string | undefined)[] = []
    page.on('requestfailed', (request) => failed.push(request.failure()?.errorText))
    await page.evaluate(() => {
      const injected = document.createElement('div')
      injected.innerHTML = '<img src="http://127.0.0.1:9/x.png" onerror="window.hacked = 1">'
      const script = document.createElement('script')
      script.textContent = 'window.hacked = 1'
      document.body.append(injected, script)
    })
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    const blocked = events.filter((event) => /Content Security Policy/.test(event))
    expect(blocked.length).toBeGreaterThanOrEqual(2)
    // The policy stops the request for the image before it leaves the browser.
    expect(failed).toEqual(['csp'])
  })
})

describe('the filter', () => {
  test('shows the rules of one verdict', async () => {
    const { page } = await open()
    await page.getByRole('button', { name: 'Failed 2' }).click()
    expect(await shownRules(page)).toEqual(['header/Idempotency-Key/maxLength', '200/body/note'])
    expect(await page.locator('article:visible').count()).toBe(2)
    expect(await page.getByRole('heading', { name: 'Untested' }).isVisible()).toBe(false)
    expect(await page.locator('output').textContent()).toBe('2 of 9 rules')

    await page.getByRole('button', { name: 'Passed 4' }).click()
    expect(await shownRules(page)).toHaveLength(4)
    expect(await page.locator('article:visible').count()).toBe(0)

    await page.getByRole('button', { name: 'All 9' }).click()
    expect(await shownRules(page)).toHaveLength(9)
    expect(await page.locator('output').textContent()).toBe('')
  })

  test('finds the rules that contain all words', async () => {
    const { page } = await open()
    await page.getByRole('searchbox').fill('Fixture  SHIPPING unchanged')
    expect(await shownRules(page)).toEqual(['lifecycle/shipping/unchanged'])
    await page.getByRole('searchbox').fill('日本語')
    expect(await shownRules(page)).toEqual(['200/body/note'])
    expect(await page.locator('article:visible').count()).toBe(1)
    await page.getByRole('searchbox').fill('<script>nowhere')
    expect(await shownRules(page)).toEqual([])
    expect(await page.getByText('No rule matches.').isVisible()).toBe(true)
  })

  test('is reset by a link to a rule that it hides', async () => {
    const { page } = await open()
    await page.getByRole('button', { name: 'Passed 4' }).click()
    await page.evaluate(() => (location.hash = '#api-1-rule-3'))
    await page.locator('#api-1-rule-3').waitFor()
    expect(await shownRules(page)).toHaveLength(9)
  })
})

test('copies a command exactly', async () => {
  const { page } = await open({ permissions: ['clipboard-read', 'clipboard-write'] })
  await page.getByRole('button', { name: 'Copy' }).first().click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    await page.locator('.reproduce pre').first().textContent(),
  )
})

test('selects a command if the browser denies access to the clipboard', async () => {
  const { page } = await open()
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
  })
  await page.getByRole('button', { name: 'Copy' }).first().click()
  await page.getByRole('button', { name: 'Selected' }).waitFor()
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('curl -sS -i -X POST')
})

test('works without its script', async () => {
  const { page } = await open({ javaScriptEnabled: false })
  expect(await page.locator('article:visible').count()).toBe(2)
  expect(await page.locator('tbody tr:visible').count()).toBe(9)
  expect(await page.locator('.tools').isVisible()).toBe(false)
  await page.getByText('1 more case').click()
  expect(await page.getByText('boundaries: 10,000 characters').isVisible()).toBe(true)
})

test.each([320, 390, 768, 1440])('fits into %i pixels', async (width) => {
  const { page } = await open({ viewport: { width, height: 800 } })
  await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')))
  const overflowing = await page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
      .map((element) => element.outerHTML.slice(0, 80)),
  )
  expect(overflowing).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
})

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  test.each([390, 1280])('passes the accessibility checks of axe at %i pixels', async (width) => {
    const { page } = await open({ colorScheme, viewport: { width, height: 800 } })
    const luminance = await page.evaluate(() => {
      const channels = getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? []
      return channels.reduce((sum, channel) => sum + Number(channel), 0) / 3
    })
    expect(luminance > 128).toBe(colorScheme === 'light')

    // The policy of the page forbids a script of the test. It does not apply to an evaluation by the debugger.
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
      const results = await axe.run()
      return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)
    })
    expect(violations).toEqual([])
  })
})

test('the JUnit report is well-formed, and contains the results of the run', async () => {
  const { page } = await open()
  const read = await page.evaluate(
    (xml) => {
      const document = new DOMParser().parseFromString(xml, 'application/xml')
      const attributes = (element: Element) =>
        Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]))
      const all = (selector: string) => [...document.querySelectorAll(selector)]
      return {
        error: document.querySelector('parsererror')?.textContent,
        total: attributes(document.documentElement),
        suites: all('testsuite').map(attributes),
        cases: all('testcase').map((one) => [
          one.getAttribute('name'),
          [...one.children].map((child) => child.localName).join(),
        ]),
        failures: all('failure').map((one) => one.textContent),
        skipped: all('skipped').map((one) => one.getAttribute('message')),
      }
    },
    junitReport([sampleReport, allPassed]),
  )

  expect(read.error).toBeUndefined()
  expect(read.total).toEqual({
    name: 'contract',
    tests: '9',
    failures: '2',
    errors: '0',
    skipped: '3',
    time: '6.480',
  })
  expect(read.suites.map(({ name, tests, failures, skipped }) => [name, tests, failures, skipped])).toEqual([
    ['orders', '7', '2', '3'],
    ['returns', '2', '0', '0'],
  ])
  const child = { passed: '', failed: 'failure', untested: 'skipped' }
  expect(read.cases).toEqual(
    [...sampleReport.rules, ...allPassed.rules].map(({ id, verdict }) => [id, child[verdict]]),
  )
  expect(read.failures[1]).toContain('\n]]> <![CDATA[ <!-- --> &amp; &#0; &lt;\n\\u001b[31mred')
  expect(read.failures[1]).toContain('\n::error::not ours ##[error]nor this\n')
  expect(read.skipped).toEqual([
    'needs a fixture for `shipping`',
    'needs a fixture for `shipping`',
    'needs --other-api-key',
  ])
})
