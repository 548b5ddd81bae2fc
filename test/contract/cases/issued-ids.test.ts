import { describe, expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import { describeOperation } from '../support/description.ts'
import { failedRules, header, startProxy } from '../support/proxy.ts'
import type { ReceivedRequest, Reply } from '../support/proxy.ts'
import { json } from '../support/small.ts'

const OWN = 'key-of-Ada-0123456789'
const OTHER = 'key-of-Bob-0123456789'

const description = describeOperation(
  {
    security: [{ header: [] }],
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', minLength: 1 } }],
    'x-rejections': [
      { in: 'path', name: 'id', keyword: 'unknown', responses: [{ status: '404' }] },
      { in: 'path', responses: [{ status: '404' }] },
    ],
    responses: Object.fromEntries(
      ['200', '401', '404'].map((status) => [status, { description: `The response ${status}.` }]),
    ),
  },
  {
    method: 'get',
    path: '/things/{id}',
    document: {
      components: { securitySchemes: { header: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    },
  },
)

/** The message of an error, in which short ids are parts of other words. */
const SHORT_IDS = `None of: ${Array.from({ length: 200 }, (_, index) => `v${index}`).join(', ')}.`

/**
 * Tests a server that issues one id after the other.
 *
 * @param start how many ids it issued before the run
 * @param find returns the id that a server takes a text for
 */
async function testServer(idOf: (count: number) => string, start = 0, find = (text: string) => text) {
  const owners = new Map(Array.from({ length: start }, (_, index) => [idOf(index), OWN]))
  const respond = (request: ReceivedRequest): Reply => {
    const key = header(request, 'x-key')
    if (key !== OWN && key !== OTHER) return json(401, {})
    const [, segment] = /^\/things\/([^/]+)$/.exec(request.url) ?? []
    const isOwn = segment !== undefined && owners.get(find(decoded(segment))) === key
    if (request.method !== 'GET') return { ...json(405, {}), headers: [['Allow', 'GET']] }
    return isOwn ? json(200, {}) : json(404, { error: SHORT_IDS })
  }
  const proxy = await startProxy('http://unused.test', (request) => Promise.resolve(respond(request)))
  const create = (_: string, { apiKey }: { apiKey: string }): Promise<Record<string, string>> => {
    const id = idOf(owners.size)
    owners.set(id, apiKey)
    return Promise.resolve({ id })
  }
  try {
    const target = { baseUrl: proxy.url, apiKey: OWN, otherApiKey: OTHER }
    const selection = { only: ['auth', 'identifiers'] }
    return await runContract({ description, seed: 1, fixtures: { create }, target, selection })
  } finally {
    await proxy.close()
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

describe('no rule fails for a server whose ids', () => {
  test.each<[string, (count: number) => string, number]>([
    ['are a counter after a word', (count) => `order-${count}`, 1000],
    ['are a counter after a word with digits', (count) => `2026/invoice-${count}`, 1000],
    ['are parts of its messages', (count) => `${count + 1}`, 0],
    ['end with a character of two UTF-16 units', (count) => `thing-${String(count).padStart(4, '0')}-👍`, 0],
    ['are words in another alphabet', (count) => `вещь-${'а'.repeat(count + 1)}-я`, 0],
  ])('%s', async (_, idOf, start) => {
    const report = await testServer(idOf, start)
    expect(failedRules(report)).toEqual([])
    expect(report.toolFaults ?? []).toEqual([])
  })
})

test.each<[string, (count: number) => string, (text: string) => string]>([
  ['a prefix', (count) => `order-${1000 + count}`, (text) => text.slice(0, 10)],
  ['any number', (count) => `order-${1000 + count}`, (text) => text.replace(/\d{9,}$/, '1000')],
  [
    'text without what is no ASCII',
    (count) => `thing-${1000 + count}`,
    (text) => text.replace(/[^ -~]/g, ''),
  ],
])('a server that looks up %s of an id fails', async (_, idOf, find) => {
  const report = await testServer(idOf, 0, find)
  expect(failedRules(report)).not.toEqual([])
})
