import { describe, expect, test } from 'vitest'
import type { CheckContext } from '../../../src/contract/checks/check.ts'
import { leaks } from '../../../src/contract/checks/leaks.ts'
import type { Exchange } from '../../../src/contract/exchange.ts'

function found(
  body: string,
  headers: Record<string, string> = {},
  secrets: readonly string[] = [],
): string[] {
  const response = {
    status: 400,
    headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value]])),
    body: Buffer.from(body),
  }
  const exchange = { operation: { id: 'do' }, response } as unknown as Exchange
  return leaks(exchange, { secrets } as unknown as CheckContext).findings.map(({ actual }) => actual)
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
    ['of Java', 'java.lang.NullPointerException\n\tat com.example.Cancel.run(Cancel.java:42)'],
    ['of Go', 'panic: x\n\ngoroutine 1 [running]:\nmain.main()'],
    ['of PHP', '#0 /var/www/html/index.php(12): cancel()\n#1 {main}'],
    ['of Ruby', "app.rb:12:in `cancel': undefined method (NoMethodError)"],
    ['of .NET', 'System.Exception: x\n   at App.Cancel.Run() in C:\\src\\Cancel.cs:line 12'],
  ])('%s is found', (_, body) => {
    expect(found(body)).toHaveLength(1)
  })

  test.each([
    ['a time at the beginning of a line', 'Payment failed\nat 12:30:05 by the bank'],
    ['a date and a time', 'Refused\nat 2026-03-09T12:30:05Z'],
    ['a place', 'Meet me\nat the station (platform 3:1)'],
    ['an address', 'Sent\nat mail.example.com:25'],
    ['ordinary words', '{"message":"Look at the documentation (section 4:2)."}'],
    ['a link with a port', '{"url":"http://127.0.0.1:8080/at/1:2"}'],
  ])('%s is none', (_, body) => {
    expect(found(body)).toEqual([])
  })
})

describe('a secret of the request', () => {
  test('is found in the body and in any header, but not where it is too short to mean anything', () => {
    expect(found('{"key":"key_12345678"}', {}, ['key_12345678'])).toEqual(['the API key'])
    expect(found('', { 'x-seen': 'Basic a2V5XzEyMzQ1Njc4' }, ['a2V5XzEyMzQ1Njc4'])).toEqual(['the API key'])
    expect(found('{"key":"test"}', {}, ['test'])).toEqual([])
    expect(found('{"key":"other"}', {}, ['key_12345678'])).toEqual([])
  })
})
