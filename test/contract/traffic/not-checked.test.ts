import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { Traffic } from '../../../src/contract/traffic/traffic.ts'
import type { Report } from '../../../src/contract/index.ts'
import { describe as describeDocument } from '../../../src/description/index.ts'
import type { OpenAPIDocument } from '../../../src/description/index.ts'
import { readHar } from '../../../src/har/index.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const ITEMS = `
openapi: 3.1.0
info: { title: Items, version: '1' }
servers: [{ url: 'https://host' }]
paths:
  /items:
    get:
      operationId: readItems
      responses:
        '200': { description: x, content: { application/json: { schema: { type: array } } } }
        '304': { description: x }
`
const description = describeDocument('items', parse(ITEMS) as OpenAPIDocument, {
  '': { file: 'items.yaml', line: 1 },
})
const folder = temporaryFolder('not-checked')

interface Parts {
  readonly request?: object
  readonly response?: object
  readonly entry?: object
}

/** Returns the report of a recording with one entry. */
async function check({ request, response, entry }: Parts): Promise<Report> {
  const file = join(folder, 'traffic.har')
  const recorded = {
    startedDateTime: '2026-01-05T10:00:00.000+02:00',
    time: 12,
    request: { method: 'GET', url: 'https://host/items', headers: [], ...request },
    response: {
      status: 200,
      headers: [{ name: 'content-type', value: 'application/json' }],
      content: { size: 2, mimeType: 'application/json', text: '{}' },
      ...response,
    },
    ...entry,
  }
  writeFileSync(file, JSON.stringify({ log: { entries: [recorded] } }))
  const traffic = new Traffic({ description, clockSkew: 5 })
  for await (const one of readHar(file)) if (!('problem' in one)) traffic.add(one)
  return traffic.report([file], 'https://host')
}

const location = { name: 'Location', value: 'https://host/items' }

it.each<[string, string, Parts]>([
  [
    'a service worker',
    'the response is from a service worker',
    { entry: { _fetchedViaServiceWorker: true } },
  ],
  ['the cache of a browser', 'the response is from a cache', { entry: { _fromCache: 'disk' } }],
  [
    'a browser that goes to HTTPS by itself',
    'the response is from the browser',
    { response: { status: 307, headers: [location, { name: 'Non-Authoritative-Reason', value: 'HSTS' }] } },
  ],
  [
    'a browser that names its redirect in the status line',
    'the response is from the browser',
    { response: { status: 307, statusText: 'Internal Redirect', headers: [location] } },
  ],
  ['a tunnel', 'a tunnel of a proxy', { request: { method: 'CONNECT', url: 'https://host:443' } }],
  [
    'a WebSocket',
    'the connection changed to another protocol',
    { request: { url: 'wss://host/items' }, response: { status: 101 } },
  ],
])('does not check what comes from %s, and says why', async (_, reason, parts) => {
  const { notes, findings, summary } = await check(parts)
  expect(notes).toEqual([`1 exchange not checked: ${reason}.`])
  expect(findings).toEqual([])
  expect(summary.exchanges).toBe(0)
})

it.each([
  ['data:text/plain,s3cret', 'data'],
  ['chrome-extension://abc/x.js', 'chrome-extension://abc'],
  ['about:blank', 'about'],
])('counts %s as a request to another server', async (url, name) => {
  const { notes } = await check({ request: { url } })
  expect(notes).toEqual([`1 request to ${name}: another server.`])
})

it('does not take the cached body that a browser records with a 304 for one that the server sent', async () => {
  const { findings, summary } = await check({ response: { status: 304 } })
  expect(findings).toEqual([])
  expect(summary.exchanges).toBe(1)
})

it('checks any other response of the same server', async () => {
  const { findings } = await check({})
  expect(findings).toHaveLength(1)
})
