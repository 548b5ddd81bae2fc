import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSite, watchedPage } from './docs-site.ts'
import type { SiteUnderTest } from './docs-site.ts'

let site: SiteUnderTest
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

describe('every page, under a sub-path and its Content-Security-Policy', () => {
  test('asks nobody for anything, and has no error in the console', async () => {
    for (const file of site.files) {
      const { page, context, requests, errors } = await watchedPage(site.browser)
      await page.goto(site.url + file, { waitUntil: 'load' })
      await page.waitForLoadState('networkidle')
      expect(await page.locator('h1').first().textContent()).not.toBe('')
      expect(requests, file).toEqual([site.url + file])
      expect(errors, file).toEqual([])
      await context.close()
    }
  })
})
