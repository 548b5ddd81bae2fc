import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startMock } from '../../src/mock/index.ts'
import type { RunningMock } from '../../src/mock/index.ts'
import { temporaryFolder } from '../temporary-folder.ts'

let root: string
let mock: RunningMock
let report: (line: string) => void
let lines: AsyncGenerator<string>

beforeEach(async () => {
  root = temporaryFolder('mock')
  cpSync('test/mock/train', root, { recursive: true })
  // A path in its own file, to change a file that is not the root.
  const path = { get: { operationId: 'nearest', security: [], responses: responsesOf('one') } }
  writeFileSync(join(root, 'nearest.yaml'), JSON.stringify(path))
  edit('trains.yaml', (text) =>
    text.replace(/ {2}\/stations\/nearest:\n(?: {4}.*\n)+/, '  /stations/nearest:\n    $ref: nearest.yaml\n'),
  )
  lines = readLog()
  mock = await startMock('trains', { root, watch: true, log: (line) => report(line) })
})

afterEach(async () => {
  await mock.close()
})

function responsesOf(name: string): object {
  return { 200: { description: 'x', content: { 'application/json': { example: { name } } } } }
}

function edit(file: string, change: (text: string) => string): void {
  const path = join(root, file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}

/** The log of the mock, line by line. */
async function* readLog(): AsyncGenerator<string> {
  const queue: string[] = []
  let wake = (): void => undefined
  report = (line) => {
    queue.push(line)
    wake()
  }
  for (;;) {
    const line = queue.shift()
    if (line !== undefined) yield line
    else await new Promise<void>((resolve) => (wake = resolve))
  }
}

async function next(): Promise<string> {
  return ((await lines.next()) as IteratorYieldResult<string>).value
}

async function name(): Promise<string> {
  const response = await fetch(`${mock.url}/stations/nearest`)
  return ((await response.json()) as { name: string }).name
}

test('serves a changed description, and keeps the last valid one when a file is invalid', async () => {
  expect(await name()).toBe('one')
  edit('nearest.yaml', (text) => text.replace('one', 'two'))
  expect(await next()).toBe('Reloaded trains.')
  expect(await name()).toBe('two')

  edit('trains.yaml', (text) => text.replace('paths:', 'paths: ['))
  expect(await next()).toMatch(
    /^Cannot reload trains; the previous description is still served\. trains\.yaml.*\S/,
  )
  expect(await name()).toBe('two')

  edit('trains.yaml', (text) =>
    text.replace('paths: [', 'paths:').replace("version: '1.0'", "version: '2.0'"),
  )
  expect(await next()).toBe('Reloaded trains.')
  expect(mock.description.document.info.version).toBe('2.0')

  edit('nearest.yaml', (text) => text.replace('two', 'three').replace('{', '{ ]'))
  expect(await next()).toMatch(
    /^Cannot reload trains; the previous description is still served\. nearest\.yaml:1: Not valid YAML/,
  )
  expect(await name()).toBe('two')
})

test('keeps its state when it reloads the description', async () => {
  const fixture = mock.createFixture()
  edit('nearest.yaml', (text) => text.replace('one', 'two'))
  await next()
  const response = await fetch(`${mock.url}/bookings/${fixture?.['bookingId'] ?? ''}`, {
    headers: { 'X-Api-Key': 'a' },
  })
  expect(response.status).toBe(200)
})
