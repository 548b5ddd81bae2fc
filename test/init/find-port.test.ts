import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { findPort } from '../../src/init/find-port.ts'
import { temporaryFolder } from '../temporary-folder.ts'

let root: string
beforeEach(() => {
  root = temporaryFolder('init')
})

function write(name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true })
  writeFileSync(join(root, name), text)
}

test.each([
  ['server.js', 'server.listen(process.env.PORT ?? 8080)', 8080],
  ['src/main.ts', "await app.listen({ port: Number(process.env['PORT'] || 4000) })", 4000],
  ['index.mjs', 'app.listen(5001, () => {})', 5001],
  ['app.py', "ThreadingHTTPServer(('127.0.0.1', 8000), Handler).serve_forever()", 8000],
  ['main.py', 'uvicorn.run(app, host="0.0.0.0", port=8001)', 8001],
  ['main.go', 'http.ListenAndServe(":9090", mux)', 9090],
  ['src/main/resources/application.properties', 'server.port=8081', 8081],
  ['.env', 'DB_PORT=5432\nPORT=7000\n', 7000],
  ['db.js', "connect({ host: 'localhost', port: 5432 })", undefined],
  ['server.test.js', 'app.listen(8080)', undefined],
])('reads the port of a server from %s: `%s`', (name, text, port) => {
  write(name, text)
  expect(findPort(root)).toBe(port)
})

test('reads the port of a server from the script that starts it', () => {
  write('server.js', 'app.listen(1234)')
  expect(findPort(root, { start: 'next start --port 3001' })).toBe(3001)
  expect(findPort(root, { start: 'PORT=3002 node server.js' })).toBe(3002)
})
