import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import { describeOperation } from '../support/description.ts'

/** Starts a server that sends these bytes as the response to a method, and 404 to other paths. */
async function startRaw(replies: Record<string, string>): Promise<{ url: string; close(): void }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      const [, method = '', path = ''] = /^(\S+) (\S+)/.exec(data.toString()) ?? []
      const known =
        path === '/things' ? replies[method] : 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'
      const allow = Object.keys(replies).join(', ')
      socket.write(known ?? `HTTP/1.1 405 Not Allowed\r\nAllow: ${allow}\r\nContent-Length: 0\r\n\r\n`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n'

async function failedRulesOf(
  replies: Record<string, string>,
  status: string,
  method = 'get',
): Promise<unknown> {
  const description = describeOperation({ responses: { [status]: { description: 'One.' } } }, { method })
  const server = await startRaw(replies)
  const target = { baseUrl: server.url, apiKey: 'unused', timeout: 2000 }
  const report = await runContract({ description, target, seed: 1 }).finally(() => server.close())
  return report.rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)
}

describe('a response that must have no content', () => {
  test.each([
    ['204 with bytes after the head', { GET: 'HTTP/1.1 204 No Content\r\n\r\n{"a":1}' }, '204', 'get'],
    ['204 with a length', { GET: 'HTTP/1.1 204 No Content\r\nContent-Length: 7\r\n\r\n' }, '204', 'get'],
    ['205 with content', { GET: 'HTTP/1.1 205 Reset Content\r\nContent-Length: 2\r\n\r\nok' }, '205', 'get'],
    ['HEAD with content', { HEAD: `${OK}ok` }, '200', 'head'],
  ])('fails its rule: %s', async (_, replies, status, method) => {
    expect(await failedRulesOf(replies, status, method)).toEqual([`do/responses/${status}`])
  })

  test.each([
    ['204', { GET: 'HTTP/1.1 204 No Content\r\nContent-Type: text/plain\r\n\r\n' }, '204', 'get'],
    ['204 with the length 0', { GET: 'HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n' }, '204', 'get'],
    ['HEAD with the length of GET', { HEAD: OK }, '200', 'head'],
  ])('fails no rule: %s', async (_, replies, status, method) => {
    expect(await failedRulesOf(replies, status, method)).toEqual([])
  })
})
