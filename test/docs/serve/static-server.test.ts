import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveStatic } from '../../../src/docs/serve/static-server.ts'
import type { StaticServer } from '../../../src/docs/serve/static-server.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const folder = temporaryFolder('static')
let server: StaticServer
beforeAll(async () => {
  mkdirSync(join(folder, 'site'))
  writeFileSync(join(folder, 'secret.html'), 'secret')
  writeFileSync(
    join(folder, 'site', 'index.html'),
    '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;">',
  )
  server = await serveStatic(join(folder, 'site'), { base: '/sub/' })
})
afterAll(async () => {
  await server.close()
})

/** Sends the path unchanged; `fetch` would remove dot segments. */
function status(path: string, method = 'GET'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.url)
    request({ host: '127.0.0.1', port, path, method }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

test('sends the policy of a page as a header too', async () => {
  const response = await fetch(server.url)
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Security-Policy')).toBe("default-src 'none'; frame-ancestors 'none'")
})

test.each([
  '/',
  '/sub/none.html',
  '/sub/../secret.html',
  '/sub/%2e%2e/secret.html',
  '/sub/..%2fsecret.html',
  '/sub/%',
  '/sub/index.html%00',
])('responds with 404 to %s', async (path) => {
  expect(await status(path)).toBe(404)
})

test('responds with 405 to other methods', async () => {
  expect(await status('/sub/', 'POST')).toBe(405)
  expect(await status('/sub/', 'HEAD')).toBe(200)
})

test('responds with 404 to an invalid request target and continues', async () => {
  expect(await status('//')).toBe(404)
  expect(await status('/sub/')).toBe(200)
})
