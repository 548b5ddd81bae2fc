import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scaled } from '../time-scale.ts'
import { changedApis } from '../../src/dev/changes.ts'
import { startDev } from '../../src/dev/dev.ts'
import type { Dev } from '../../src/dev/dev.ts'
import { startLocalTarget } from '../../src/sandbox/local-target.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const FILE = 'openapi/leanrails.yaml'

/** A project with one API, in its own folder. */
const root = temporaryFolder('dev')
const lines: string[] = []
let dev: Dev

/** Waits for a line that matches, from the line `from` on. */
async function waitForLine(pattern: RegExp, from: number): Promise<string> {
  await expect
    .poll(() => lines.slice(from).find((line) => pattern.test(line)), { timeout: 60_000 })
    .toBeDefined()
  return lines.slice(from).find((line) => pattern.test(line)) ?? ''
}

function edit(change: (text: string) => string): number {
  const before = lines.length
  writeFileSync(join(root, FILE), change(readFileSync(join(root, FILE), 'utf8')))
  return before
}

const options = {
  root,
  docsPort: 0,
  mockPort: 0,
  startLocal: (api: string) => startLocalTarget(api),
  log: (line: string) => void lines.push(line),
}

beforeAll(async () => {
  cpSync(join(ROOT, FILE), join(root, FILE), { recursive: true })
  cpSync(join(ROOT, 'generated', 'leanrails'), join(root, 'generated', 'leanrails'), { recursive: true })
  cpSync(join(ROOT, 'openapi', 'guides', 'index.md'), join(root, 'openapi', 'guides', 'index.md'))
  for (const name of ['src', 'node_modules', 'package.json']) symlinkSync(join(ROOT, name), join(root, name))
  const settings = readFileSync(join(ROOT, 'redocly.yaml'), 'utf8')
  writeFileSync(join(root, 'redocly.yaml'), settings.replace(/ {2}stripe:\n(?: {4}.*\n)+/, ''))
  dev = await startDev(options)
}, scaled(180_000))

afterAll(async () => {
  await dev.close()
})

test('reports each step of the first run in one line', async () => {
  for (const step of ['lint', 'generate', 'mock', 'docs', 'contract']) {
    expect(lines.filter((line) => new RegExp(`✓ ${step} `).test(line))).toHaveLength(1)
  }
  expect(await (await fetch(dev.docsUrl)).text()).toContain('<h1>')
})

test(
  'reports an invalid description at file:line, and changes nothing',
  async () => {
    const from = edit((text) =>
      text.replace('operationId: cancelPaymentIntent', 'operationIdd: cancelPaymentIntent'),
    )
    const line =
      readFileSync(join(root, FILE), 'utf8')
        .split('\n')
        .findIndex((each) => each.includes('operationIdd')) + 1
    expect(await waitForLine(/✗ lint/, from)).toMatch(/problem/)
    expect(await waitForLine(/operationIdd/, from)).toContain(`${FILE}:${line}:`)
    await waitForLine(/stay as they are/, from)
    expect(lines.slice(from).some((each) => /generate|contract/.test(each))).toBe(false)
    expect((await fetch(dev.docsUrl)).status).toBe(200)
  },
  scaled(180_000),
)

test(
  'updates generated files, mock, documentation and contract after a valid change',
  async () => {
    const stream = await fetch(new URL('/__changes', dev.docsUrl))
    const reader = stream.body?.getReader()
    const from = edit((text) =>
      text.replace('operationIdd:', 'operationId:').replace('maxLength: 255 }', 'maxLength: 99 }'),
    )
    const line =
      readFileSync(join(root, FILE), 'utf8')
        .split('\n')
        .findIndex((each) => each.includes('maxLength: 99 }')) + 1
    expect(await waitForLine(/✓ generate/, from)).toContain('wrote')
    await waitForLine(/✓ mock .*reloaded/, from)
    await waitForLine(/✓ docs/, from)
    // The server still accepts 255 characters: the contract reports the line of the new limit.
    expect(await waitForLine(/✗ contract/, from)).toMatch(/[1-9]\d* failed/)
    expect(await waitForLine(new RegExp(`${FILE}:${line}: `), from)).toContain('maxLength')
    expect(readFileSync(join(root, 'generated/leanrails/openapi.json'), 'utf8')).toContain('"maxLength": 99')
    let events = ''
    while (!events.includes('data: reload')) {
      const part = await reader?.read()
      if (part?.done !== false) break
      events += new TextDecoder().decode(part.value)
    }
    expect(events).toContain('data: reload')
    await reader?.cancel()
  },
  scaled(180_000),
)

test('runs only the APIs that a change affects', () => {
  const follow = (name: string, isIncomplete = false) => ({
    api: { name, file: `openapi/${name}.yaml` },
    files: [`openapi/${name}.yaml`, 'openapi/shared.yaml'],
    isIncomplete,
  })
  const names = (files: string[], isIncomplete = false): string[] =>
    changedApis(files, [follow('a', isIncomplete), follow('b')], ['redocly.yaml', 'rules.yaml']).map(
      ({ name }) => name,
    )
  expect(names(['openapi/guides/x.md', 'openapi/samples/x.ts', 'docs/faults.md'])).toEqual([])
  expect(names(['openapi/a.yaml'])).toEqual(['a'])
  expect(names(['openapi/shared.yaml'])).toEqual(['a', 'b'])
  expect(names(['redocly.yaml'])).toEqual(['a', 'b'])
  expect(names(['rules.yaml'])).toEqual(['a', 'b'])
  // A new file can be what is missing in a description, and affects no other one.
  expect(names(['openapi/new.yaml'])).toEqual([])
  expect(names(['openapi/new.yaml'], true)).toEqual(['a'])
})

test(
  'rejects a port in use with one message',
  async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    await expect(startDev({ ...options, docsPort: port })).rejects.toThrow(/in use/)
    await expect(startDev({ ...options, mockPort: port })).rejects.toThrow(/in use/)
    server.close()
  },
  scaled(180_000),
)
