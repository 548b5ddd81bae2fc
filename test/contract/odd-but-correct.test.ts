import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../src/contract/index.ts'
import { failedRules, changed, exampleReply, header, testSandbox } from './support/proxy.ts'
import type { ProxyBehavior, Reply } from './support/proxy.ts'

/** Expects no failed rule, and nearly as many passed rules as without the behavior. */
function expectCorrect(report: Report, share = 0.95): void {
  expect(failedRules(report)).toEqual([])
  const { passed, rules } = report.summary
  expect(passed / rules).toBeGreaterThan(share)
}

/** Returns the same JSON with other white space, order of keys, escapes and undocumented properties. */
function reformatted(text: string): string {
  const reformat = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reformat)
    if (typeof value !== 'object' || value === null) return value
    // Metadata is a map of strings, in which another property would be data.
    const entries = Object.entries(value).map(([key, child]): [string, unknown] => [
      key,
      key === 'metadata' ? child : reformat(child),
    ])
    return Object.fromEntries<unknown>([...entries.reverse(), ['x_undescribed', { a: [1, null] }]])
  }
  const json = JSON.stringify(reformat(JSON.parse(text)), null, 4)
  const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  return `\r\n\t ${json.replaceAll(/[^\x20-\x7e\n]/g, escape)}\n\n`
}

const otherFormatting: ProxyBehavior = async (_, pass) => {
  const reply = await pass()
  const headers = reply.headers.map(([name, value], index): [string, string] => [
    index % 2 === 0 ? name.toUpperCase() : name.toLowerCase(),
    /^content-type$/i.test(name)
      ? value.replace('application/json', 'Application/JSON; Charset="UTF-8"')
      : value,
  ])
  const more: [string, string][] = [
    ['X-Undescribed', 'a, b'],
    ['Set-Cookie', 'a=1; Path=/'],
    ['Set-Cookie', 'b=2; Path=/'],
    ['Connection', 'close'],
  ]
  const isJson = /json/i.test(header(reply, 'content-type') ?? '') && reply.body.length > 0
  const body = isJson ? reformatted(reply.body.toString()) : reply.body
  const reformattedReply = changed(reply, { headers, body })
  return { ...reformattedReply, headers: [...reformattedReply.headers, ...more] }
}

describe('no rule fails for a correct server', () => {
  test.each(['leanrails', 'stripe'] as const)('of %s with other formatting', async (api) => {
    expectCorrect(await testSandbox({ api, behavior: otherFormatting }))
  })

  test.each([3, -3])(
    'whose clock differs by %i s and whose proxy responds to HEAD and OPTIONS',
    async (seconds) => {
      const behavior: ProxyBehavior = (request, pass) => {
        if (!/^(?:HEAD|OPTIONS)$/.test(request.method)) return pass()
        const headers: [string, string][] = [
          ['Access-Control-Allow-Origin', '*'],
          ['Access-Control-Allow-Methods', 'POST'],
        ]
        return Promise.resolve({ status: 204, headers, body: Buffer.alloc(0) })
      }
      expectCorrect(await testSandbox({ behavior, now: () => Date.now() + seconds * 1000 }))
    },
  )

  test('that is slow, with varying delays', async () => {
    let count = 0
    const behavior: ProxyBehavior = async (_, pass) => {
      count += 1
      await new Promise((resolve) => setTimeout(resolve, 50 + ((count * 37) % 150)))
      return pass()
    }
    expectCorrect(await testSandbox({ behavior, only: ['lifecycle', 'idempotency', 'concurrency'] }), 0.4)
  })

  test('that sometimes drops a connection, before or after it executed the request', async () => {
    let count = 0
    const behavior: ProxyBehavior = async (_, pass) => {
      count += 1
      if (count % 23 === 0) return 'drop'
      const reply = await pass()
      return count % 31 === 0 ? 'drop' : reply
    }
    const report = await testSandbox({ behavior })
    expect(failedRules(report)).toEqual([])
    expect(report.notes.join('\n')).toMatch(
      /dropped the connection; sent once more\.\n.*dropped connection: \d+ more/s,
    )
  })

  test('that sometimes limits the rate, with Retry-After 0 or 1', async () => {
    const limited = await exampleReply('leanrails', 429, 'too_many_requests')
    let count = 0
    const behavior: ProxyBehavior = (_, pass) => {
      count += 1
      if (count % 79 !== 0) return pass()
      const after: [string, string][] = [['Retry-After', count % 2 === 0 ? '1' : '0']]
      return Promise.resolve({ ...limited, headers: [...limited.headers, ...after] })
    }
    const report = await testSandbox({ behavior })
    expectCorrect(report)
    expect(report.notes[0]).toMatch(/429, Retry-After: \d; waited\.$/)
  })

  test('that takes the other alternative wherever the description allows several', async () => {
    const wrongType = await exampleReply('leanrails', 400, 'body_malformed')
    const noMethod = await exampleReply('leanrails', 404, 'route_unknown')
    const processing = await exampleReply('leanrails', 400, 'still_processing')
    const running = new Map<string, Promise<Reply>>()
    const behavior: ProxyBehavior = async (request, pass) => {
      const accept = header(request, 'accept') ?? '*/*'
      if (!/json|\*\/\*/.test(accept)) return { status: 406, headers: [], body: Buffer.alloc(0) }
      // A concurrent request waits for the stored response instead of getting an error.
      const key = header(request, 'idempotency-key') ?? ''
      const before = running.get(key)
      const turn = (before ?? Promise.resolve()).then(() => pass())
      if (key !== '') running.set(key, turn)
      const reply = await turn
      if (reply.status === 415) return wrongType
      if (reply.status === 405) return noMethod
      return reply.body.includes('"code":"still_processing"') ? processing : reply
    }
    // The responses that it never returns stay untested.
    expectCorrect(await testSandbox({ behavior }), 0.8)
  })

  test('whose messages contain the request id', async () => {
    const behavior: ProxyBehavior = async (request, pass) => {
      const reply = await pass()
      if (reply.status < 400) return reply
      const key = header(request, 'idempotency-key') ?? String(Math.random())
      const id = createHash('sha256').update(key).digest('hex').slice(0, 12)
      const body = reply.body.toString().replace(/"message":"/, `"message":"(request req_${id}) `)
      return changed(reply, { body })
    }
    expectCorrect(await testSandbox({ behavior }))
  })

  test('under a base path, at an IPv6 address, behind a proxy that normalizes paths', async () => {
    const behavior: ProxyBehavior = (request, pass) => {
      const normalized = new URL(request.url.replaceAll(/\/{2,}/g, '/'), 'http://proxy').pathname
      return pass({ url: normalized.replace(/^\/base(?=\/)/, '') })
    }
    expectCorrect(await testSandbox({ behavior, host: '::1', path: '/base' }))
  })
})
