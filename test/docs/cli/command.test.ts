import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../temporary-folder.ts'

const ROOT = join(import.meta.dirname, '../../..')

const docs = (...words: string[]): ReturnType<typeof docsIn> => docsIn(ROOT, ...words)

async function docsIn(
  cwd: string,
  ...words: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = [join(ROOT, 'src/main.js'), 'docs', ...words]
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, command, { cwd })) }
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string }
  }
}

test.each([
  [['--sreve'], 'Unknown option `--sreve`. Did you mean `--serve`?'],
  [['--serve', '--port', 'x'], '`--port` must be a whole number, 0 to 65535. Received: `x`.'],
  [['--port', '1'], '`--port` needs `--serve`.'],
  [['leanrails', 'stripe'], 'Unexpected argument `stripe`. Give one API or none, for all APIs.'],
])('rejects the arguments %j with one message and exit code 2', async (words, message) => {
  const { code, stdout, stderr } = await docs(...words)
  expect({ code, stdout, stderr: stderr.trim() }).toEqual({ code: 2, stdout: '', stderr: message })
})

test('rejects a port in use with one message and exit code 2', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const { code, stderr } = await docs('--serve', '--port', String(port))
  server.close()
  expect(stderr.trim()).toBe(
    `Port ${port} on 127.0.0.1 is in use. Stop the process that uses it, or choose another port with --port (0 picks a free one).`,
  )
  expect(code).toBe(2)
})

test('applies an overlay, and prints warnings with their lines', async () => {
  const folder = temporaryFolder('docs')
  writeFileSync(
    join(folder, 'api.yaml'),
    `openapi: 3.1.1
info: { title: Before, version: '1' }
paths:
  /things:
    get:
      operationId: listThings
      parameters: [{ name: a, in: query, schema: { type: int } }]
      responses: { '200': { description: OK. } }
`,
  )
  writeFileSync(
    join(folder, 'overlay.yaml'),
    `overlay: 1.0.0
info: { title: Changes, version: '1' }
actions: [{ target: $.info, update: { title: After } }]
`,
  )
  const { code, stdout, stderr } = await docsIn(
    folder,
    ...['api.yaml', '--overlay', 'overlay.yaml', '--output', 'site'],
  )
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(/^api\.yaml:7: warning: .*`int`/) as unknown,
  })
  expect(stdout).toMatch(/^site\/: 3 pages/)
  expect(readFileSync(join(folder, 'site/index.html'), 'utf8')).toContain('After')
}, 60_000)

test('reads no file outside the folder of the description without --allow-outside', async () => {
  const folder = temporaryFolder('docs')
  mkdirSync(join(folder, 'api'))
  writeFileSync(join(folder, 'outside.yaml'), 'type: string\n')
  writeFileSync(
    join(folder, 'api/api.yaml'),
    `openapi: 3.1.1
info: { title: Things, version: '1' }
paths:
  /things:
    get:
      operationId: listThings
      responses:
        '200': { description: OK., content: { application/json: { schema: { $ref: ../outside.yaml } } } }
`,
  )
  const words = ['api.yaml', '--output', 'site']
  const [without, allowed] = await Promise.all([
    docsIn(join(folder, 'api'), ...words),
    docsIn(join(folder, 'api'), ...words, '--allow-outside'),
  ])
  expect(without.stderr).toContain('--allow-outside')
  expect(allowed.stderr).toBe('')
}, 60_000)
