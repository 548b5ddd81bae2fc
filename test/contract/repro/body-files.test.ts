import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { jsonReport } from '../../../src/contract/report/index.ts'
import { BodyFiles } from '../../../src/contract/repro/body-files.ts'
import { testSandbox } from '../support/proxy.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

let folder: string
beforeEach(() => {
  folder = temporaryFolder('body-files')
})

const unchanged = (text: string): string => text

test('writes each body once, byte for byte, into a folder that it creates', async () => {
  const bodyFiles = new BodyFiles(join(folder, 'report.json.bodies'), unchanged)
  const body = Buffer.from([0, 255, 254, 10])
  const path = bodyFiles.save(body)
  expect(bodyFiles.save(Buffer.from(body))).toBe(path)
  bodyFiles.save(Buffer.from('other'))
  expect(dirname(path)).toBe(join(folder, 'report.json.bodies'))
  expect(await readdir(dirname(path))).toHaveLength(2)
  expect((await readFile(path)).equals(body)).toBe(true)
})

test('masks the secrets in a body', async () => {
  const bodyFiles = new BodyFiles(folder, (text) => text.replaceAll('sk_secret', '$API_KEY'))
  expect(await readFile(bodyFiles.save(Buffer.from('a sk_secret b')), 'utf8')).toBe('a $API_KEY b')
})

test('writes to a temporary folder if no folder is given', async () => {
  const path = new BodyFiles(undefined, unchanged).save(Buffer.from('a'))
  expect(dirname(dirname(path))).toBe(tmpdir())
  expect(await readFile(path, 'utf8')).toBe('a')
  await rm(dirname(path), { recursive: true })
})

test('reports a folder that cannot be created', async () => {
  await writeFile(join(folder, 'file'), '')
  expect(() => new BodyFiles(join(folder, 'file'), unchanged).save(Buffer.from('a'))).toThrow(
    expect.objectContaining({
      name: 'UsageError',
      message: expect.stringContaining(join(folder, 'file')) as string,
    }),
  )
})

test('a report names the files of long bodies, and does not contain the bodies', async () => {
  const longBodies: Buffer[] = []
  const report = await testSandbox({
    only: ['malformed'],
    bodyFolder: folder,
    behavior: async ({ body }, pass) => {
      if (body.byteLength <= 2000) return pass()
      longBodies.push(body)
      return { status: 500, headers: [], body: Buffer.from('') }
    },
  })
  const commands = report.rules.flatMap(({ failures }) => failures.map(({ curl }) => curl))
  const paths = commands.flatMap((curl) => /--data-binary @(\S+)/.exec(curl)?.[1] ?? [])
  expect(paths.length).toBeGreaterThan(0)
  for (const path of paths) {
    expect(dirname(path)).toBe(folder)
    const written = await readFile(path)
    expect(longBodies.some((body) => body.equals(written))).toBe(true)
  }
  expect((await readdir(folder)).length).toBe(new Set(paths).size)
  expect(Buffer.byteLength(jsonReport(report))).toBeLessThan(200_000)
})
