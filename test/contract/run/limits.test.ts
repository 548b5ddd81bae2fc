import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { exitCode, render } from '../../../src/contract/index.ts'
import { SchemaSet } from '../../../src/schema/index.ts'
import { failedRules } from '../support/proxy.ts'
import {
  createGetServer,
  describeGet,
  json,
  jsonResponse,
  rejections,
  reply,
  testSmallServer,
  THING,
} from '../support/small.ts'
import { completeTarget } from '../../../src/contract/http/target.ts'
import { Sender } from '../../../src/contract/http/send.ts'
import { readDuration, readSize } from '../../../src/contract/cli/option-values.ts'
import { startWire } from '../support/wire.ts'

afterEach(() => vi.restoreAllMocks())

const description = describeGet({ responses: { '200': jsonResponse(THING), ...rejections(400) } })
const only = ['protocol/do/an unknown header', 'protocol/do/Accept*', 'generated']
const RULE = 'do/no-server-error'

describe('a response longer than --max-response', () => {
  const long = Buffer.from(`{"name":"${'x'.repeat(2000)}"}`)

  test.each([
    ['in plain bytes', long, {}, '1 kB'],
    [
      'after its coding is removed',
      gzipSync(long),
      { 'Content-Encoding': 'gzip' },
      '1 kB after its content coding is removed',
    ],
  ])('is a failure that says so: %s', async (_, body, headers, size) => {
    const server = createGetServer(({ method }) =>
      reply(200, method === 'HEAD' ? '' : body, { 'Content-Type': 'application/json', ...headers }),
    )
    const report = await testSmallServer(description, server, { only, maxResponse: 1000 })
    const [rule, ...others] = report.rules.filter(({ verdict }) => verdict === 'failed')
    expect([rule?.id, others]).toEqual([RULE, []])
    expect(rule?.failures[0]).toMatchObject({
      expected: 'a response that is not longer than --max-response',
      actual: `a body of more than ${size}, so the connection was closed`,
    })
    expect(report.rules.find(({ id }) => id === 'do/responses/200/body/name/type')?.verdict).toBe('untested')
  })

  test('that never ends is closed at the limit', async () => {
    let written = 0
    let isClosed = false
    const wire = await startWire((_, __, socket) => {
      const more = (): void => {
        while (!socket.destroyed && socket.write('x'.repeat(10_000))) written += 10_000
      }
      socket.on('drain', more)
      socket.on('close', () => (isClosed = true))
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      more()
      return ''
    })
    const sender = new Sender(completeTarget({ baseUrl: wire.url, apiKey: 'key', maxResponse: 100_000 }))
    const response = await sender.send({ method: 'GET', path: '/', headers: [], body: undefined })
    expect(response).toMatchObject({ status: 200, tooLong: '100 kB', body: new Uint8Array() })
    await vi.waitFor(() => expect(isClosed).toBe(true))
    expect(written).toBeLessThan(20_000_000)
    sender.close()
    await wire.close()
  })
})

test('a run ends at --max-time, and the rest is untested with the reason', async () => {
  const server = createGetServer(async () => {
    await new Promise((resolve) => setTimeout(resolve, 200))
    return json(200, { name: 'A' })
  })
  const report = await testSmallServer(description, server, { maxTime: 600, concurrency: 1 })
  expect(failedRules(report)).toEqual([])
  expect(report.rules.map(({ reason }) => reason).join()).toContain(
    'the run stopped after 0.6 s (--max-time)',
  )
  expect(report.summary.exchanges).toBeLessThan(20)
})

test('a fault of this tool costs one case, is reported with a request, and the exit code is 2', async () => {
  let count = 0
  vi.spyOn(SchemaSet.prototype, 'check').mockImplementation(() => {
    count += 1
    if (count === 2) throw new RangeError('Maximum call stack size exceeded')
    return []
  })
  const server = createGetServer(() => json(200, { name: 'Traceback (most recent call last)' }))
  const report = await testSmallServer(description, server, { concurrency: 1 })
  expect(report.toolFaults).toHaveLength(1)
  expect(report.toolFaults?.[0]).toMatch(/^the case `.+`: RangeError: Maximum call stack size exceeded at /)
  expect(report.summary.exchanges).toBeGreaterThan(20)
  expect(exitCode(report)).toBe(2)
  expect(render(report, 'terminal')).toMatch(/Please\s+report\s+it/)
  expect(report.rules.find(({ id }) => id === 'do/no-leak')?.verdict).toBe('failed')
})

test('--max-time and --max-response have units', () => {
  expect(['90', '90s', '1.5m', '1h', '500ms'].map((text) => readDuration('--max-time', text))).toEqual([
    90_000, 90_000, 90_000, 3_600_000, 500,
  ])
  expect(['10MB', '512kB', '1GiB', '7', '1.5 MB'].map((text) => readSize('--max-response', text))).toEqual([
    10_000_000, 512_000, 1_073_741_824, 7, 1_500_000,
  ])
  for (const text of ['', '0', 'x', '-1', '1d', '1e3']) {
    expect(() => readDuration('--max-time', text)).toThrow('must be a time')
    expect(() => readSize('--max-response', text)).toThrow('must be a size')
  }
})
