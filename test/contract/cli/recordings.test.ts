import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { contractCommand } from '../../../src/contract/cli/command.ts'
import type { Report } from '../../../src/contract/index.ts'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const folder = temporaryFolder('recordings')

test('--record writes a run that --har reads with the same verdicts, without its keys', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const har = join(folder, 'run.har')
  const file = (name: string): string => join(folder, name)
  const local = await startLocalTarget('leanrails')
  try {
    const run = ['--api', 'leanrails', '--only', 'lifecycle', '--record', har]
    await contractCommand([...run, '--reporter', `json=${file('run.json')}`], () => Promise.resolve(local))
    const text = readFileSync(har, 'utf8')
    expect(text).not.toContain(local.apiKey)
    expect(text).not.toContain(Buffer.from(`${local.apiKey}:`).toString('base64'))
    const read = ['--api', 'leanrails', '--har', har, '--base-url', local.baseUrl]
    const code = await contractCommand([...read, '--reporter', `json=${file('har.json')}`], () =>
      Promise.resolve(local),
    )
    const [live, recorded] = ['run.json', 'har.json'].map(
      (name) => JSON.parse(readFileSync(file(name), 'utf8')) as Report,
    )
    const failed = (report: Report | undefined): string[] =>
      (report?.rules ?? []).filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)
    expect(failed(recorded)).toEqual(failed(live))
    expect(code).toBe(failed(live).length === 0 ? 0 : 1)
    expect(recorded?.traffic?.sources).toEqual([har])
  } finally {
    await local.close()
  }
})

test('--har finds nothing wrong with a correct server in a recording without times', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const [har, report] = [join(folder, 'undated.har'), join(folder, 'undated.json')]
  const local = await startLocalTarget('leanrails')
  try {
    const start = () => Promise.resolve(local)
    await contractCommand(['--api', 'leanrails', '--only', 'lifecycle', '--record', har], start)
    writeFileSync(har, readFileSync(har, 'utf8').replaceAll(/"startedDateTime":"[^"]*",/g, ''))
    const read = ['--api', 'leanrails', '--har', har, '--base-url', local.baseUrl]
    expect(await contractCommand([...read, '--reporter', `json=${report}`], start)).toBe(0)
    const { rules } = JSON.parse(readFileSync(report, 'utf8')) as Report
    const time = rules.find(({ id }) => id === 'cancelPaymentIntent/responses/200/criteria/4')
    expect(time?.verdict).toBe('untested')
  } finally {
    await local.close()
  }
})

test('--har reports what was read of a file that ends too early, and reads the next one', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const [whole, cut, report] = ['whole.har', 'cut.har', 'cut.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const local = await startLocalTarget('leanrails')
  try {
    const start = () => Promise.resolve(local)
    await contractCommand(['--api', 'leanrails', '--only', 'lifecycle', '--record', whole], start)
    const text = readFileSync(whole, 'utf8')
    writeFileSync(cut, text.slice(0, text.length / 2))
    const reading = async (...files: string[]): Promise<Report> => {
      const read = [
        '--api',
        'leanrails',
        '--base-url',
        local.baseUrl,
        ...files.flatMap((file) => ['--har', file]),
      ]
      expect(await contractCommand([...read, '--reporter', `json=${report}`], start)).toBe(2)
      return JSON.parse(readFileSync(report, 'utf8')) as Report
    }
    const [alone, both] = [await reading(cut), await reading(cut, whole)]
    expect(alone.stopped).toBe(`${cut}: the file ends before its JSON does. Record it again, or end it.`)
    expect(alone.summary.exchanges).toBeGreaterThan(0)
    expect(both.summary.exchanges).toBeGreaterThan(2 * alone.summary.exchanges)
    writeFileSync(cut, '[]')
    await expect(reading(cut)).rejects.toThrow('not a HAR file')
  } finally {
    await local.close()
  }
})

test('--har rejects an option that needs a run', async () => {
  const args = ['--api', 'leanrails', '--har', 'run.har', '--bail']
  await expect(contractCommand(args, (api) => startLocalTarget(api))).rejects.toThrow('`--bail` needs a run')
})
