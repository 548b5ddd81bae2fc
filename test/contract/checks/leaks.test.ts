import { describe, expect, test } from 'vitest'
import type { CheckContext } from '../../../src/contract/checks/check.ts'
import { leaks } from '../../../src/contract/checks/leaks.ts'
import type { Exchange, SentRequest } from '../../../src/contract/http/exchange.ts'
import { header } from '../support/proxy.ts'
import {
  failedRuleIds,
  describeGet,
  createGetServer,
  json,
  jsonResponse,
  rejections,
  THING,
} from '../support/small.ts'

function failuresOf(
  body: string,
  headers: Record<string, string> = {},
  secrets: readonly string[] = [],
  request: Partial<SentRequest> = {},
): string[] {
  const response = {
    status: headers['location'] === undefined ? 400 : 301,
    headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value]])),
    body: Buffer.from(body),
  }
  const exchange = {
    operation: { id: 'do' },
    request: { path: '/', headers: [], ...request },
    response,
  } as unknown as Exchange
  const findForeign = (): undefined => undefined
  return leaks(exchange, { secrets, host: 'api.test', findForeign } as unknown as CheckContext).failures.map(
    ({ actual }) => actual,
  )
}

describe('a stack trace', () => {
  test.each([
    ['of Node', 'TypeError: x\n    at cancel (/srv/app/cancel.js:12:7)\n    at next (node:internal/x:1:2)'],
    [
      'of Node, in JSON',
      JSON.stringify({ message: 'Error: x\n    at Object.<anonymous> (file:///srv/app.mjs:1:9)' }),
    ],
    ['of Node, without a name', 'Error\n    at /srv/app/index.js:10:3'],
    ['of Node, asynchronous', 'Error\n    at async Server.handle (C:\\app\\index.js:10:3)'],
    ['of a browser engine', 'Error\n    at eval (webpack:///./src/a.ts:3:1)'],
    ['of Python', 'Traceback (most recent call last):\n  File "app.py", line 3, in cancel'],
    ['of Python, its last frame in JSON', JSON.stringify({ at: 'File "/srv/app.py", line 3, in cancel' })],
    ['of Java', 'java.lang.NullPointerException\n\tat com.example.Cancel.run(Cancel.java:42)'],
    [
      'of Java, in JSON',
      JSON.stringify({ error: 'java.lang.Error: x\n\tat com.acme.Cancel.run(Cancel.java:42)\n\t... 3 more' }),
    ],
    ['of Kotlin, in JSON', '{"at":["x\\n\\tat app//com.acme.Cancel.run(Cancel.kt:42)"]}'],
    ['of Go', 'panic: x\n\ngoroutine 1 [running]:\nmain.main()'],
    ['of PHP', '#0 /var/www/html/index.php(12): cancel()\n#1 {main}'],
    ['of PHP, in JSON', String.raw`{"trace":"#0 \/var\/www\/html\/index.php(12): cancel()"}`],
    ['of PHP, a warning', 'Warning: Undefined variable $x in /var/www/index.php on line 12'],
    ['of PHP, in HTML', '<br />\n<b>Notice</b>: x in <b>/var/www/index.php</b> on line <b>12</b><br />'],
    ['of Rust', "thread 'tokio-runtime-worker' panicked at src/cancel.rs:12:5:\nx"],
    ['of Elixir', '** (RuntimeError) x\n    (shop 0.1.0) lib/shop/cancel.ex:12: Shop.Cancel.run/2'],
    ['of Ruby', "app.rb:12:in `cancel': undefined method (NoMethodError)"],
    ['of .NET', 'System.Exception: x\n   at App.Cancel.Run() in C:\\src\\Cancel.cs:line 12'],
  ])('%s is found', (_, body) => {
    expect(failuresOf(body)).toHaveLength(1)
  })

  test('is found in a header too, as is a statement', () => {
    expect(failuresOf('', { 'x-exception': 'File "/srv/app.py", line 3, in cancel' })).toHaveLength(1)
    expect(failuresOf('', { 'server-timing': 'db;desc="SELECT id FROM orders"' })).toHaveLength(1)
    expect(failuresOf('', { 'server-timing': 'db;dur=3', 'x-file': 'app.py' })).toEqual([])
  })

  test('is one leak, and a statement in a header beside it is another', () => {
    const trace = 'TypeError: x\n    at cancel (/srv/app/cancel.js:12:7)'
    expect(failuresOf(trace)).toHaveLength(1)
    expect(failuresOf(trace, { 'server-timing': 'db;desc="SELECT id FROM orders"' })).toHaveLength(2)
  })

  test.each([
    ['a time at the beginning of a line', 'Payment failed\nat 12:30:05 by the bank'],
    ['a date and a time', 'Rejected\nat 2026-03-09T12:30:05Z'],
    ['a place', 'Meet me\nat the station (platform 3:1)'],
    ['an address', 'Sent\nat mail.example.com:25'],
    ['ordinary words', '{"message":"Look at the documentation (section 4:2)."}'],
    ['a page in PHP', 'You will find it in /help/index.php, on line 3 of the table.'],
    ['a version', '{"message":"Use the client (shop 0.1.0), see lib/README."}'],
    ['a link with a port', '{"url":"http://127.0.0.1:8080/at/1:2"}'],
  ])('is not found in %s', (_, body) => {
    expect(failuresOf(body)).toEqual([])
  })
})

describe('a secret of the request', () => {
  test('is found in the body and in any header, but not if it is too short', () => {
    expect(failuresOf('{"key":"key_12345678"}', {}, ['key_12345678'])).toEqual(['the API key'])
    expect(failuresOf('', { 'x-seen': 'Basic a2V5XzEyMzQ1Njc4' }, ['a2V5XzEyMzQ1Njc4'])).toEqual([
      'the API key',
    ])
    expect(failuresOf('{"key":"test"}', {}, ['test'])).toEqual([])
    expect(failuresOf('{"key":"other"}', {}, ['key_12345678'])).toEqual([])
  })

  test.each([
    ['Base64', Buffer.from('key_12345678').toString('base64')],
    ['hexadecimal', Buffer.from('key_12345678').toString('hex')],
    ['percent-encoding', encodeURIComponent('key/12345678')],
  ])('is found in %s', (_, text) => {
    expect(failuresOf(`{"seen":"${text}"}`, {}, ['key_12345678', 'key/12345678'])).toEqual(['the API key'])
  })

  test('is not found where the body of the request contains it as data, such as a key of digits', () => {
    const body = Buffer.from('{"reason":"12345678901234567890"}')
    expect(failuresOf('{"reason":"12345678901234567890"}', {}, ['1234567890'], { body })).toEqual([])
    expect(failuresOf('{"key":"key_12345678"}', {}, ['1234567890', 'key_12345678'], { body })).toEqual([
      'the API key',
    ])
  })

  const sent: Partial<SentRequest> = {
    path: '/a/../b?api_key=key_12345678',
    headers: [['Cookie', 'a=b; session=key_12345678']],
  }

  test.each([
    ['a cookie that is set again', { 'set-cookie': 'session=key_12345678; Path=/; HttpOnly' }],
    ['the query in a redirect', { location: '/b?api_key=key_12345678' }],
    ['the query in a redirect to the same host', { location: 'https://api.test/b?api_key=key_12345678' }],
  ])('may return to its sender: %s', (_, headers: Record<string, string>) => {
    expect(failuresOf('', headers, ['key_12345678'], sent)).toEqual([])
  })

  test.each([
    ['another cookie', { 'set-cookie': 'user=key_12345678; Path=/' }],
    ['an attribute of a cookie', { 'set-cookie': 'session=key_12345678; Comment=key_12345678' }],
    ['a redirect to another host', { location: 'https://elsewhere.test/b?api_key=key_12345678' }],
    ['another parameter of a redirect', { location: '/login?next=key_12345678&api_key=key_12345678' }],
  ])('is found in %s', (_, headers: Record<string, string>) => {
    expect(failuresOf('', headers, ['key_12345678'], sent)).toEqual(['the API key'])
  })
})

test('a message may name the prefix of all keys, but not the key of the request', async () => {
  const description = describeGet(
    { responses: { '200': jsonResponse(THING), ...rejections(401) }, security: [{ key: [] }] },
    { components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } } },
  )
  const server = (message: (given: string) => string) =>
    createGetServer((request) => {
      const given = header(request, 'authorization') ?? ''
      const isValid = /^bearer sk_test_1234$/i.test(given) && given.endsWith('sk_test_1234')
      return isValid ? json(200, { name: 'A' }) : json(401, { error: message(given) })
    })
  const options = { apiKey: 'sk_test_1234', only: ['auth'] }
  expect(
    await failedRuleIds(
      description,
      server(() => 'Keys begin with sk_test_ or sk_live_.'),
      options,
    ),
  ).toEqual([])
  expect(
    await failedRuleIds(
      description,
      server((given) => `No such key: ${given}.`),
      options,
    ),
  ).toEqual(['do/no-leak'])
})
