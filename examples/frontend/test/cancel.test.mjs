import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startMock } from 'openapi-contracts/mock'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'

let mock, site, browser, page

before(async () => {
  mock = await startMock('leanrails')
  site = await createServer({ server: { host: '127.0.0.1', port: 0 } })
  await site.listen()
  const { CHROMIUM: executablePath } = process.env
  browser = await chromium.launch(
    executablePath ? { executablePath, args: ['--no-sandbox'] } : { channel: 'chrome' },
  )
  page = await browser.newPage()
})

after(async () => {
  await browser?.close()
  await site?.close()
  await mock?.close()
})

const cancel = async (id) => {
  const url = site.resolvedUrls.local[0]
  await page.goto(`${url}?${new URLSearchParams({ api: mock.url, id })}`)
  await page.getByRole('button').click()
  const status = page.getByRole('status')
  await status.filter({ hasNotText: 'One moment' }).filter({ hasText: /./ }).waitFor()
  return status.textContent()
}

test('cancels a payment', async () => {
  assert.equal(await cancel('pi_requires_capture_1'), 'Your payment is canceled.')
})

test('shows the reason if a payment cannot be canceled', async () => {
  assert.equal(await cancel('pi_succeeded_1'), 'Not possible: payment_intent_unexpected_state')
})
