import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { selftestCommand } from '../../src/faults/cli.ts'
import { readOptions } from '../../src/faults/options.ts'
import type { SelftestReport } from '../../src/faults/index.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const PING = {
  openapi: '3.1.0',
  info: { title: 'Ping', version: '1' },
  paths: {
    '/ping': {
      get: {
        operationId: 'ping',
        responses: {
          '200': {
            description: 'It is alive.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['count'],
                  properties: { count: { type: 'integer', minimum: 0 } },
                },
              },
            },
          },
        },
      },
    },
  },
}

describe('the command selftest', () => {
  let folder: string

  beforeAll(() => {
    folder = temporaryFolder('selftest')
    writeFileSync(join(folder, 'ping.json'), JSON.stringify(PING))
    writeFileSync(join(folder, 'unreadable.yaml'), 'openapi: [')
    mkdirSync(join(folder, 'own'))
  })

  test('tests every description of a folder, names those it cannot read, and fails below --min-score', async () => {
    const file = join(folder, 'out', 'report.json')
    const page = join(folder, 'out', 'report.html')
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const arguments_ = ['--api', folder, '--reporter', `json=${file}`, '--reporter', `html=${page}`]
    expect(await selftestCommand([...arguments_, '--min-score', '10%'])).toBe(0)
    expect(await selftestCommand([...arguments_, '--min-score', '100'])).toBe(1)
    expect(error.mock.calls[0]?.[0]).toMatch(/unreadable\.yaml: not tested: /)
    error.mockRestore()

    const [report] = JSON.parse(readFileSync(file, 'utf8')) as SelftestReport[]
    const verdicts = Object.fromEntries((report?.faults ?? []).map(({ id, verdict }) => [id, verdict]))
    const schema = '/paths/~1ping/get/responses/200/content/application~1json/schema'
    expect(verdicts[`dropped-field${schema}/required/0`]).toBe('noticed')
    expect(verdicts[`out-of-range${schema}/properties/count/minimum`]).toBe('noticed')
    expect(report?.survivors).toContainEqual(
      expect.objectContaining({
        reason: 'the description does not limit `count`',
        hint: 'add `maximum` if such a value is wrong',
      }),
    )
    const html = readFileSync(page, 'utf8')
    expect(html).toContain('Content-Security-Policy')
    expect(html).toContain('the description does not limit `count`')
  })

  test('does not take a description without a fault for one whose contract notices all', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const empty = join(folder, 'own', 'empty.json')
    writeFileSync(empty, JSON.stringify({ ...PING, paths: {} }))
    expect(await selftestCommand([empty])).toBe(0)
    expect(await selftestCommand(['--api', empty, '--min-score', '1'])).toBe(1)
    expect(log.mock.calls.flat()).toContainEqual(
      expect.stringMatching(/^empty: no fault can be made that a response would show/),
    )
    log.mockRestore()
  })

  test('reports a fixture module that fails in place of hints for the description', async () => {
    const file = join(folder, 'own', 'thing.json')
    const module = join(folder, 'fixtures.mjs')
    writeFileSync(module, "export default { create() { throw new Error('the database is down') } }")
    const { get } = PING.paths['/ping']
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }]
    writeFileSync(file, JSON.stringify({ ...PING, paths: { '/ping/{id}': { get: { ...get, parameters } } } }))
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    await selftestCommand([file, '--fixtures', module, '--kind', 'wrong-status', '--reporter', 'json'])
    const [report] = JSON.parse(String(log.mock.calls[0]?.[0])) as SelftestReport[]
    log.mockRestore()
    expect(report?.survivors).toEqual([
      expect.objectContaining({
        reason: "the fixture module failed: create('default') failed: the database is down",
      }),
    ])
  })

  test('rejects an unknown kind, reporter and percentage', () => {
    expect(() => readOptions(['--kind', 'nonsense'])).toThrow(/`--kind` must be one of dropped-field/)
    expect(() => readOptions(['--reporter', 'pdf'])).toThrow(
      /`--reporter` must be one of terminal, json, html/,
    )
    expect(() => readOptions(['--min-score', '101%'])).toThrow(/a percentage from 0 to 100/)
  })
})
