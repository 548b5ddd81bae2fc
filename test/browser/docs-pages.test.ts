import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scaled } from '../time-scale.ts'
import { startDocsServer } from '../../src/docs/serve/serve.ts'
import { openSite, PHONE, ROOT, settled, watchedPage } from './docs-site.ts'
import type { SiteUnderTest } from './docs-site.ts'

/** Data of one page, loaded from a sub-path with its policy as a header. */
interface PageSnapshot {
  title: string
  description: string
  icon: string
  heading: string
  ids: string[]
  hrefs: string[]
  requests: string[]
  errors: string[]
}

let site: SiteUnderTest
const snapshots = new Map<string, PageSnapshot>()

beforeAll(async () => {
  site = await openSite()
  const { page, context, requests, errors } = await watchedPage(site.browser)
  for (const file of site.files) {
    await page.goto(site.url + file)
    await settled(page)
    const snapshot = await page.evaluate(() => ({
      title: document.title,
      description: document.querySelector('meta[name=description]')?.getAttribute('content') ?? '',
      icon: document.querySelector('link[rel=icon]')?.getAttribute('href') ?? '',
      heading: document.querySelector('h1')?.innerText ?? '',
      ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
      hrefs: [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? ''),
    }))
    // Late requests happen within this time.
    await page.waitForLoadState('networkidle')
    snapshots.set(file, { ...snapshot, requests: requests.splice(0), errors: errors.splice(0) })
  }
  await context.close()
}, scaled(180_000))
afterAll(() => site.close())

test('no page requests anything else or has an error', () => {
  for (const [file, { requests, errors, heading }] of snapshots) {
    expect(heading, file).not.toBe('')
    expect(requests).toEqual([site.url + file])
    expect(errors, file).toEqual([])
  }
})

test('no page requests anything else or has an error when opened from file://', async () => {
  const { page, context, requests, errors } = await watchedPage(site.browser)
  for (const file of ['index.html', 'samples.html', 'leanrails.html', 'stripe.html']) {
    await page.goto(pathToFileURL(join(site.folder, file)).href)
    await settled(page)
    await page.waitForLoadState('networkidle')
    expect(requests.splice(0)).toEqual([pathToFileURL(join(site.folder, file)).href])
    expect(errors, file).toEqual([])
  }
  await page.goto(pathToFileURL(join(site.folder, 'index.html')).href)
  await page.locator('main a[href="differences.html"]').click()
  await page.waitForURL(/differences\.html$/)
  await context.close()
})

test('the policy of each page allows no origin, no eval, and inline scripts only by hash', () => {
  for (const file of site.files) {
    const page = readFileSync(join(site.folder, file), 'utf8')
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? []
    const directives = policy.replaceAll('&#39;', "'").split('; ')
    expect(directives, file).toContain("default-src 'none'")
    expect(policy, file).not.toMatch(/unsafe-eval|https?:|\*/)
    const scripts = directives.find((directive) => directive.startsWith('script-src'))
    expect(scripts, file).toMatch(/^script-src( 'sha256-[A-Za-z0-9+/=]{44}')+$/)
  }
})

test('the policy blocks an unknown script', async () => {
  const { page, context } = await watchedPage(site.browser)
  await page.goto(`${site.url}index.html`)
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.__ran = true'
    document.body.append(script)
    return '__ran' in window
  })
  expect(ran).toBe(false)
  await context.close()
})

test('each page is readable without JavaScript, the whole description included', async () => {
  const { page, context, errors } = await watchedPage(site.browser, { javaScriptEnabled: false })
  for (const file of site.files) {
    await page.goto(site.url + file)
    expect(await page.locator('h1:visible').count(), file).toBe(1)
    expect((await page.locator('main:visible').innerText()).length, file).toBeGreaterThan(500)
  }
  await page.goto(`${site.url}leanrails.html`)
  const text = await page.locator('main:visible').innerText()
  for (const part of ['Idempotency-Key', '/v1/payment_intents/{id}/cancel', 'key_reused', 'Retry-After']) {
    expect(text).toContain(part)
  }
  await page.goto(`${site.url}samples.html`)
  const tabs = page.locator('.tabs').first()
  expect(await tabs.locator('.sample').nth(1).isVisible()).toBe(false)
  await tabs.locator('label').nth(1).click()
  expect(await tabs.locator('.sample').nth(1).isVisible()).toBe(true)
  expect(errors).toEqual([])
  await context.close()
})

test('every link and every anchor has a target', async () => {
  const routes = new Set<string>()
  const brokenLinks: string[] = []
  for (const [from, { ids, hrefs }] of snapshots) {
    expect(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      `duplicate ids in ${from}`,
    ).toEqual([])
    for (const href of hrefs) {
      if (/^(https:\/\/|mailto:)/.test(href)) continue
      const [path = '', anchor] = href.split('#')
      const file = path === '' ? from : path
      // Redoc's routes are checked below.
      if (anchor?.startsWith('/') === true) routes.add(`${file}#${anchor}`)
      else if (anchor !== undefined && snapshots.get(file)?.ids.includes(anchor) !== true)
        brokenLinks.push(`${from}: ${href}`)
      if (!existsSync(join(site.folder, file))) brokenLinks.push(`${from}: ${href}`)
    }
  }
  expect(brokenLinks).toEqual([])
  expect(routes.size).toBeGreaterThan(10)
  const { page, context } = await watchedPage(site.browser)
  for (const route of routes) {
    await page.goto(site.url + route)
    await settled(page)
    const last = route.split('/').at(-1) ?? ''
    const current = `.menu-content a[href="${route.replace(/^[^#]*/, '')}"]`
    expect(await page.locator(current).count(), route).toBe(1)
    expect(await page.getByText('No page at this address').count(), route).toBe(0)
    if (last !== '') await page.locator(`[id$="${last}"]`).first().waitFor({ state: 'attached' })
  }
  await context.close()
})

test('on a phone no page scrolls sideways, and the menu opens', async () => {
  const { page, context } = await watchedPage(site.browser, { viewport: PHONE })
  for (const file of site.files) {
    await page.goto(site.url + file)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width, file).toBeLessThanOrEqual(PHONE.width)
  }
  await page.goto(`${site.url}index.html`)
  await page.getByText('Menu', { exact: true }).click()
  await page.locator('nav a[href="errors.html"]:visible').click()
  await page.waitForURL(/errors\.html$/)
  await context.close()
})

test('each page has at most 1 MB gzipped', () => {
  for (const file of site.files) {
    expect(gzipSync(readFileSync(join(site.folder, file))).length, file).toBeLessThanOrEqual(1024 * 1024)
  }
})

test('open pages, Redoc’s included, reload when --serve rebuilds the site', async () => {
  const server = await startDocsServer({ root: ROOT, output: site.folder, port: 0 })
  const opened = await Promise.all(['index.html', 'leanrails.html'].map(() => watchedPage(site.browser)))
  const [ours, redocs] = opened.map(({ page }) => page)
  await ours?.goto(`${server.url}index.html`)
  await redocs?.goto(`${server.url}leanrails.html`)
  for (const { page } of opened) await page.evaluate(() => Object.assign(window, { old: true }))
  await server.rebuild()
  for (const { page, errors, context } of opened) {
    await expect.poll(() => page.evaluate(() => 'old' in window).catch(() => true)).toBe(false)
    await settled(page)
    // A page that is left closes its connection.
    expect(errors.filter((error) => !error.endsWith('/__changes'))).toEqual([])
    await context.close()
  }
  await server.close()
})

test('each page has its own title and description, and a favicon', () => {
  expect(new Set([...snapshots.values()].map(({ title }) => title)).size).toBe(site.files.length)
  for (const [file, { description, icon }] of snapshots) {
    expect(description.length, file).toBeGreaterThan(20)
    expect(icon).toMatch(/^data:image\/svg/)
  }
})
