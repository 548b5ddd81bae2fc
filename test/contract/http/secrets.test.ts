import { describe, expect, test } from 'vitest'
import { render } from '../../../src/contract/index.ts'
import { REPORTERS } from '../../../src/contract/report/index.ts'
import { Secrets } from '../../../src/contract/http/secrets.ts'
import { failedRules, changed, header, testSandbox } from '../support/proxy.ts'
import type { ProxyBehavior } from '../support/proxy.ts'
import { targetAt } from '../support/target.ts'

const KEY = 'sk_test_LeanRails_Sandbox_Ada'
const OTHER = 'sk_test_LeanRails_Sandbox_Bob'

describe('secrets', () => {
  const secrets = new Secrets(
    targetAt('http://127.0.0.1', {
      apiKey: KEY,
      otherApiKey: OTHER,
      headers: [
        ['X-Gateway-Token', 'gateway-token-1'],
        ['X-Region', 'eu-west'],
      ],
    }),
  )

  test.each([
    ['a key', `no such key: ${KEY}.`, 'no such key: $API_KEY.'],
    ['the other key', OTHER, '$OTHER_API_KEY'],
    ['a key in Base64', Buffer.from(`${KEY}:`).toString('base64'), '$API_KEY'],
    [
      'a truncated key',
      `{"message":"no such key ${KEY.slice(0, 20)}… and more…`,
      '{"message":"no such key $API_KEY… and more…',
    ],
    ['the value of a header with a secret name', 'gateway-token-1', '…'],
    ['an ordinary header', 'eu-west', 'eu-west'],
  ])('%s is masked if it is secret', (_, text, masked) => {
    expect(secrets.mask(text)).toBe(masked)
  })

  test('a value that a run makes from a key is masked as a whole', () => {
    secrets.add([`${KEY}extra`])
    expect(secrets.mask(`${KEY}extra`)).toBe('$CREDENTIALS')
  })
})

/** Repeats the credentials of the request in headers and bodies, plain and decoded. */
const echoCredentials: ProxyBehavior = async (request, pass) => {
  const reply = await pass()
  const given = header(request, 'authorization') ?? ''
  const decoded = Buffer.from(given.replace(/^\S+ /, ''), 'base64').toString()
  const echoed = JSON.stringify(`${given} ${decoded}`).slice(1, -1)
  const text = reply.body.toString()
  const body = text.startsWith('{')
    ? text.replaceAll(/"(message|code|reason|status)":"/g, (found) => `${found}${echoed} `)
    : text
  return changed(reply, {
    headers: [...reply.headers, ['X-Seen', echoed.replaceAll(/[^\x20-\x7e]/g, '?')]],
    body,
  })
}

test('no report contains a key or a value made from one, even if a server repeats them', async () => {
  const report = await testSandbox({ behavior: echoCredentials })
  expect(failedRules(report).length).toBeGreaterThan(20)
  const parts = [KEY, OTHER, KEY.toUpperCase()].flatMap((key) => [
    key.slice(0, 24),
    Buffer.from(key).toString('base64').slice(0, 24),
    Buffer.from(`:${key}`).toString('base64').slice(0, 24),
  ])
  for (const reporter of REPORTERS) {
    const text = render([report], reporter, { verbose: true })
    for (const part of parts) expect(text).not.toContain(part)
  }
})
