import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { REPORTERS } from '../../../src/contract/report/index.ts'
import type { Report } from '../../../src/contract/report/index.ts'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'
import { expectRejected, LocalTarget, runCommand, runInProcess } from './run-command.ts'

const target = new LocalTarget()

describe('the report', () => {
  test.each(REPORTERS)('is written to --output as %s', async (reporter) => {
    const output = join(target.folder, 'reports', `report.${reporter}`)
    const args = target.live(
      '--fixtures',
      target.fixtures(`for-${reporter}.mjs`),
      '--reporter',
      reporter,
      '--output',
      output,
    )
    const { code, out, err } = await runInProcess(args)
    expect({ code, out }).toEqual({ code: 0, out: '' })
    expect(err).toContain(`The report is in ${output}.\n`)
    expect(err).toMatch(/^✓ \d+ passed · 0 failed · /m)
    expect(existsSync(output)).toBe(true)
    const text = readFileSync(output, 'utf8')
    expect(text.length).toBeGreaterThan(reporter === 'gitlab' ? 2 : 20)
    expect(text).not.toContain(target.apiKey)
  })

  test('of a whole run is joined from the files of its parts', async () => {
    const files = [1, 2].map((part) => join(target.folder, `part-${part}.json`))
    for (const [index, output] of files.entries()) {
      const shard = ['--shard', `${index + 1}/2`, '--seed', '3', '--reporter', 'json', '--output', output]
      expect(
        (await runInProcess(target.live('--fixtures', target.fixtures(`part-${index}.mjs`), ...shard))).code,
      ).toBe(0)
    }
    const { code, out } = await runCommand([
      ...files.flatMap((path) => ['--merge', path]),
      '--reporter',
      'json',
    ])
    expect(code).toBe(0)
    const [merged] = [JSON.parse(out) as Report | Report[]].flat()
    expect(merged?.summary.cases).toBe(8)
    expect(merged?.shard).toBeUndefined()
  })
})

describe('several reporters', () => {
  test('write their files, and the one without a file is printed', async () => {
    const [json, html] = [join(target.folder, 'several', 'a.json'), join(target.folder, 'several', 'a.html')]
    const { code, out, err } = await runInProcess(
      target.live(
        '--fixtures',
        target.fixtures('several.mjs'),
        '--reporter',
        `json=${json}`,
        '--reporter',
        'terminal',
        '--reporter',
        `html=${html}`,
      ),
    )
    expect(code).toBe(0)
    expect(out).toMatch(/^leanrails at /)
    expect(err).not.toContain('passed')
    expect((JSON.parse(readFileSync(json, 'utf8')) as Report).format).toBe(1)
    expect(readFileSync(html, 'utf8')).toContain('<!doctype html>')
  })

  test.each([
    [['--reporter', 'json=a', '--output', 'b'], '`--output` and `--reporter json=a` name two files.'],
    [
      ['--reporter', 'json', '--reporter', 'html', '--output', 'b'],
      /^`--output` is the file of a single reporter\./,
    ],
    [['--reporter', 'json=a', '--reporter', 'html=a'], 'Two reporters must not write the same file: `a`.'],
    [['--reporter', 'json='], '`--reporter json=` needs a file after the equals sign.'],
    [['--fail-on', 'fatal'], '`--fail-on` must be error or warning. Received: `fatal`.'],
    [['--baseline', 'nowhere.json'], 'nowhere.json: the report does not exist.'],
  ])('%j are rejected before the run', async (args, message) => {
    expect(await expectRejected(target.live(...args))).toMatch(message)
  })
})

test('--only with --verbose prints the requests and responses of a case, without the key', async () => {
  const { code, err } = await runInProcess(
    target
      .live('--fixtures', target.fixtures('traced.mjs'), '--verbose')
      .map((word) => (word === 'lifecycle' ? 'examples/cancelPaymentIntent/with_reason' : word)),
  )
  expect(code).toBe(0)
  expect(err).toMatch(
    /^examples\/cancelPaymentIntent\/\w+\n> POST \/v1\/payment_intents\/pi_\w+\/cancel\n> Accept: /m,
  )
  expect(err).toMatch(/^> Authorization: Basic \$API_KEY$/m)
  expect(err).toMatch(/^< 200$/m)
  expect(err).toMatch(/^< \{"id":"pi_/m)
  expect(err).not.toContain(target.apiKey)
})

describe('a baseline', () => {
  test('keeps its findings from failing the run, whatever the seed', async () => {
    const faulty = await startLocalTarget('leanrails', { faults: ['amount-as-string'] })
    try {
      const baseline = join(target.folder, 'baseline.json')
      const args = (...more: string[]) =>
        target
          .live('--fixtures', target.fixtures('baseline.mjs'), '--only', 'examples', ...more)
          .map((word) => (word === target.baseUrl ? faulty.baseUrl : word))
      expect((await runInProcess(args('--seed', '1', '--reporter', `json=${baseline}`))).code).toBe(1)
      const known = await runInProcess(args('--seed', '2', '--baseline', baseline))
      expect(known.out).toContain('in the baseline')
      expect(known.code).toBe(0)
    } finally {
      await faulty.close()
    }
  })
})

test('a failed preflight writes a report with the reason, and ends with 2', async () => {
  const json = join(target.folder, 'preflight.json')
  const { code, out, err } = await runInProcess([
    '--api',
    'leanrails',
    '--base-url',
    'http://127.0.0.1:1',
    '--api-key',
    'sk_test_preflight',
    '--reporter',
    'terminal',
    '--reporter',
    `json=${json}`,
  ])
  expect({ code, out }).toEqual({ code: 2, out: '' })
  const report = JSON.parse(readFileSync(json, 'utf8')) as Report
  expect(report.stopped).toMatch(/^Cannot run: http:\/\/127\.0\.0\.1:1 /)
  expect(err).toContain(report.stopped)
  expect(report.summary).toMatchObject({ passed: 0, failed: 0, untested: report.summary.rules })
  expect(report.command).toBe('npm run contract -- --api leanrails --base-url http://127.0.0.1:1')
  expect(JSON.stringify(report)).not.toContain('sk_test_preflight')
})
