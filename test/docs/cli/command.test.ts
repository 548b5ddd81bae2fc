import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')

async function docs(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = ['src/main.js', 'docs', ...words]
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, command, { cwd: ROOT })) }
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
