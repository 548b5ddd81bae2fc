import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../src/contract/index.ts'
import { failedRules, changed, exampleReply, header, testSandbox } from './support/proxy.ts'
import type { ProxyBehavior, Reply } from './support/proxy.ts'

/** Nothing broken, and nearly as much reached as without the oddness. */
function expectCorrect(report: Report, share = 0.95): void {
  expect(failedRules(report)).toEqual([])
  const { passed, rules } = report.summary
  expect(passed / rules).toBeGreaterThan(share)
}

/** The same JSON in another dress: white space, other order of keys, escapes, fields that nobody described. */
function reformatted(text: string): string {
  const turn = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turn)
    if (typeof value !== 'object' || value === null) return value
    // Metadata are a map of strings: there a stranger would be data.
    const entries = Object.entries(value).map(([key, child]): [string, unknown] => [
      key,
      key === 'metadata' ? child : turn(child),
    ])
    return Object.fromEntries<unknown>([...entries.reverse(), ['x_undescribed', { a: [1, null] }]])
  }
  const json = JSON.stringify(turn(JSON.parse(text)), null, 4)
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

describe('a correct server is blamed for nothing', () => {
  test.each(['leanrails', 'stripe'] as const)('%s in another dress', async (api) => {
    expectCorrect(await testSandbox({ api, behavior: otherFormatting }))
  })

  test.each([3, -3])(
    'whose clock differs by %i s and which answers HEAD and OPTIONS itself',
    async (seconds) => {
      const odd: ProxyBehavior = (request, pass) => {
        if (!/^(?:HEAD|OPTIONS)$/.test(request.method)) return pass()
        const headers: [string, string][] = [
          ['Access-Control-Allow-Origin', '*'],
          ['Access-Control-Allow-Methods', 'POST'],
        ]
        return Promise.resolve({ status: 204, headers, body: Buffer.alloc(0) })
      }
      expectCorrect(await testSandbox({ behavior: odd, now: () => Date.now() + seconds * 1000 }))
    },
  )

  test('that is slow, and not always equally so', async () => {
    let count = 0
    const odd: ProxyBehavior = async (_, pass) => {
      count += 1
      await new Promise((resolve) => setTimeout(resolve, 50 + ((count * 37) % 150)))
      return pass()
    }
    expectCorrect(
      await testSandbox({ behavior: odd, only: ['lifecycle', 'idempotency', 'concurrency'] }),
      0.4,
    )
  })

  test('that drops connections now and then, before or after it did its work', async () => {
    let count = 0
    const odd: ProxyBehavior = async (_, pass) => {
      count += 1
      if (count % 23 === 0) return 'drop'
      const reply = await pass()
      return count % 31 === 0 ? 'drop' : reply
    }
    const report = await testSandbox({ behavior: odd })
    expect(failedRules(report)).toEqual([])
    expect(report.notes.join('\n')).toMatch(
      /dropped the connection; tried once more\.\n.*dropped connection: \d+ more/s,
    )
  })

  test('that limits the rate now and then, with Retry-After or without', async () => {
    const limited = await exampleReply('leanrails', 429, 'too_many_requests')
    let count = 0
    const odd: ProxyBehavior = (_, pass) => {
      count += 1
      if (count % 79 !== 0) return pass()
      const after: [string, string][] = [['Retry-After', count % 2 === 0 ? '1' : '0']]
      return Promise.resolve({ ...limited, headers: [...limited.headers, ...after] })
    }
    const report = await testSandbox({ behavior: odd })
    expectCorrect(report)
    expect(report.notes[0]).toMatch(/429, Retry-After: \d; waited\.$/)
  })

  test('that takes the other choice wherever the description leaves one', async () => {
    const wrongType = await exampleReply('leanrails', 400, 'body_malformed')
    const noMethod = await exampleReply('leanrails', 404, 'route_unknown')
    const processing = await exampleReply('leanrails', 400, 'still_processing')
    const running = new Map<string, Promise<Reply>>()
    const odd: ProxyBehavior = async (request, pass) => {
      const accept = header(request, 'accept') ?? '*/*'
      if (!/json|\*\/\*/.test(accept)) return { status: 406, headers: [], body: Buffer.alloc(0) }
      // Twins wait for the saved answer instead of being told to.
      const key = header(request, 'idempotency-key') ?? ''
      const before = running.get(key)
      const turn = (before ?? Promise.resolve()).then(() => pass())
      if (key !== '') running.set(key, turn)
      const reply = await turn
      if (reply.status === 415) return wrongType
      if (reply.status === 405) return noMethod
      return reply.body.includes('"code":"still_processing"') ? processing : reply
    }
    // The answers that it never gives are not reached.
    expectCorrect(await testSandbox({ behavior: odd }), 0.8)
  })

  test('whose messages name the request', async () => {
    const odd: ProxyBehavior = async (request, pass) => {
      const reply = await pass()
      if (reply.status < 400) return reply
      const key = header(request, 'idempotency-key') ?? String(Math.random())
      const id = createHash('sha256').update(key).digest('hex').slice(0, 12)
      const body = reply.body.toString().replace(/"message":"/, `"message":"(request req_${id}) `)
      return changed(reply, { body })
    }
    expectCorrect(await testSandbox({ behavior: odd }))
  })

  test('under a base path, at an IPv6 address, behind a proxy that folds paths', async () => {
    const odd: ProxyBehavior = (request, pass) => {
      const folded = new URL(request.url.replaceAll(/\/{2,}/g, '/'), 'http://folding').pathname
      return pass({ url: folded.replace(/^\/base(?=\/)/, '') })
    }
    expectCorrect(await testSandbox({ behavior: odd, host: '::1', path: '/base' }))
  })
})
