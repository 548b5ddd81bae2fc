import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import { parseReports } from '../../../src/contract/report/index.ts'
import { EDGE_CASES, readEdgeCase, targetAt } from './edge-cases.ts'

/** Servers that ignore the request. */
const CONSTANT_SERVERS: Record<string, RequestListener> = {
  'an empty object for every request': (_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
  },
  '404 for every request': (_, response) => {
    response.writeHead(404).end()
  },
  'a closed connection for every request': (request) => {
    request.socket.destroy()
  },
}

describe.each(Object.entries(CONSTANT_SERVERS))('%s', (_, listener) => {
  let server: Server
  let url: string
  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume().on('error', () => undefined)
      listener(request, response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.close()
    server.closeAllConnections()
  })

  test.each(EDGE_CASES)('%s gets a report, or a message with the reason', async (edgeCase) => {
    const description = await readEdgeCase(edgeCase)
    const run = runContract({ description, seed: 1, runs: 3, target: targetAt(url) })
    const report = await run.catch((error: unknown) => error as Error)
    if (report instanceof Error) {
      expect(report.name).toBe('UsageError')
      expect(report.message).toMatch(/^(?:Cannot run: \S|test\/\S+: there is no operation)/)
      return
    }
    expect(parseReports(JSON.stringify([report]), 'report.json')).toHaveLength(1)
    for (const { id, source, verdict, failures, reason = '' } of report.rules) {
      expect(existsSync(source.replace(/:\d+$/, '')), `${id} at ${source}`).toBe(true)
      if (verdict === 'untested') expect(reason, id).not.toBe('')
      if (verdict === 'failed')
        expect(failures.map(({ curl }) => curl).join('\n'), id).toMatch(/(?:^|\| )curl /m)
    }
  })
})
