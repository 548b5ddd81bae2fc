import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSamples } from '../../src/docs/markdown/samples.ts'
import { openSite, ROOT, settled, watchedPage } from './docs-site.ts'
import type { SiteUnderTest } from './docs-site.ts'

let site: SiteUnderTest
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const OPERATION = '#/paymentintents/cancelpaymentintent'
const apis = [...new Set(readSamples(ROOT).map(({ api }) => api))]

test.each(apis)(
  'the search in the page of %s finds Idempotency-Key, and opens the operation',
  async (api) => {
    const { page, context, errors, requests } = await watchedPage(site.browser)
    await page.goto(`${site.url}${api}.html`)
    await settled(page)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('idempotency-key header parameter')
    const result = page.locator(`dialog.search a[href^="${api}.html#/"]`).first()
    await result.waitFor({ state: 'visible' })
    await result.click()
    await page.waitForURL((url) => url.hash.startsWith(OPERATION))
    await page.getByTestId('source-code').first().waitFor()
    expect(errors).toEqual([])
    expect(requests).toHaveLength(1)
    await context.close()
  },
)

test('the search finds sections of every page from every page, by keyboard alone', async () => {
  const { page, context, errors } = await watchedPage(site.browser)
  await page.goto(`${site.url}index.html`)
  await page.keyboard.press('/')
  await page.keyboard.type('choosing a key')
  await page.locator('dialog.search li').first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/idempotency\.html#choosing-a-key$/)
  await page.keyboard.press('/')
  await page.keyboard.type('zebra xylophone')
  await expect.poll(() => page.locator('dialog.search .count').innerText()).toBe('No results')
  await page.keyboard.press('Escape')
  expect(await page.locator('dialog.search').isVisible()).toBe(false)
  expect(errors).toEqual([])
  await context.close()
})

test.each(apis)(
  'in the page of %s the code tabs switch, and the copy button copies the whole sample',
  async (api) => {
    const { page, context, errors } = await watchedPage(site.browser, {
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await page.goto(`${site.url}${api}.html${OPERATION}`)
    const samples = readSamples(ROOT).filter((sample) => sample.api === api)
    expect(samples.length).toBeGreaterThan(2)
    let current = samples[0]?.label ?? ''
    for (const { label, text } of samples) {
      await page.getByRole('button', { name: current, exact: true }).click()
      await page.getByRole('menu').getByText(label, { exact: true }).click()
      current = label
      const shown = page.getByTestId('source-code').first()
      await expect.poll(async () => (await shown.innerText()).trimEnd()).toBe(text.trimEnd())
      await page.locator('[data-testid="copy-button"]:visible').first().click()
      expect((await page.evaluate(() => navigator.clipboard.readText())).trimEnd()).toBe(text.trimEnd())
    }
    expect(errors).toEqual([])
    await context.close()
  },
)

test('on the samples page tabs switch by keyboard, and the copy button copies the visible sample', async () => {
  const { page, context, errors } = await watchedPage(site.browser, {
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await page.goto(`${site.url}samples.html`)
  for (const [index, api] of apis.entries()) {
    const tabs = page.locator('.tabs').nth(index)
    await tabs.locator('input').first().focus()
    for (const [position, sample] of readSamples(ROOT)
      .filter((each) => each.api === api)
      .entries()) {
      if (position > 0) await page.keyboard.press('ArrowRight')
      await tabs.locator('.sample:visible .copy').click()
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(sample.text.trimEnd())
      await tabs.locator('input').nth(position).focus()
    }
  }
  expect(errors).toEqual([])
  await context.close()
})

test('the choice of light or dark on an API page applies to the other pages', async () => {
  const { page, context } = await watchedPage(site.browser, { colorScheme: 'light' })
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await page.goto(`${site.url}index.html`)
  const light = await background()
  await page.goto(`${site.url}leanrails.html`)
  await settled(page)
  await page.getByRole('button', { name: 'Use dark colors' }).click()
  expect(await background()).not.toBe(light)
  await page.goto(`${site.url}index.html`)
  expect(await background()).not.toBe(light)
  await context.close()
})
