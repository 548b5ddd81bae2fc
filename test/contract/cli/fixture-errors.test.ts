import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../src/contract/report/index.ts'
import { expectRejected, LocalTarget, runCommand } from './run-command.ts'

const target = new LocalTarget()

describe('exit code 2 of a fixture module', () => {
  test.each<[string, string, RegExp]>([
    [
      'that throws while it is loaded',
      `throw new Error('no database\\nat all')`,
      /cannot\.mjs: the fixture module cannot be loaded: no database$/,
    ],
    ['that is not JavaScript', `export default {`, /the fixture module cannot be loaded: /],
    ['without create', `export default {}`, /the fixture module must `export default \{ async create\(state/],
    [
      'that throws',
      `export default { create() { throw new Error('no luck') } }`,
      /^Cannot run: the fixture module: create\('requires_payment_method'\) failed: no luck$/,
    ],
    [
      'that makes no resource',
      `export default { create: async () => undefined }`,
      /^Cannot run: the fixture module makes no resource in state `requires_payment_method` or `requires_confirmation` or `requires_action` or `requires_capture`, which every case needs\.$/,
    ],
    [
      'that returns something else',
      `export default { create: async () => 'pi_1' }`,
      /must return the path parameters of cancelPaymentIntent, for example \{ id: '…' \}$/,
    ],
    [
      'that never returns',
      `export default { create: () => new Promise(() => setTimeout(() => undefined, 1000)) }`,
      /create\('requires_payment_method'\) failed: it did not return within 2000 ms \(--fixture-timeout\)$/,
    ],
  ])('is the result of a fixture module %s', async (_, text, message) => {
    const name = mkdtempSync(join(target.folder, 'module-'))
    const path = join(name, 'cannot.mjs')
    writeFileSync(path, text)
    expect(await expectRejected(target.live('--fixtures', path, '--fixture-timeout', '2000'))).toMatch(
      message,
    )
  })

  test.each<[string, string, RegExp]>([
    [
      'rejects a promise that nothing awaits',
      `export default { async create() { void Promise.reject(new Error('no luck')); return { id: 'pi_1' } } }`,
      /^The run stopped: the fixture module failed: no luck \(thrown in code that nothing awaits\)\n$/,
    ],
    [
      'throws in a timer',
      `export default { async create() { setTimeout(() => { throw new Error('too late') }); return { id: 'pi_1' } } }`,
      /^The run stopped: the fixture module failed: too late \(thrown in code that nothing awaits\)\n$/,
    ],
    ['ends the process', `process.exit(0)`, /ends\.mjs: the fixture module ended the process\.\n$/],
    [
      'never loads and keeps a timer',
      `setInterval(() => {}, 1000); await new Promise(() => {})`,
      /ends\.mjs: the fixture module cannot be loaded: it did not return within 500 ms \(--fixture-timeout\)\n$/,
    ],
    [
      'has a syntax error, with its line',
      `export default {\n  create() {{\n}`,
      /the fixture module cannot be loaded: .* \(line 3\)\n$/,
    ],
  ])('is the result of a fixture module that %s', async (_, text, message) => {
    const path = target.file('ends.mjs', text)
    const { code, err } = await runCommand(target.live('--fixtures', path, '--fixture-timeout', '500'))
    expect(err).toMatch(message)
    expect(code).toBe(2)
  })

  test('comes at once even if a fixture module keeps a timer', async () => {
    const path = target.file(
      'open.mjs',
      `setInterval(() => {}, 1000); export default { create: async () => undefined }`,
    )
    const { code } = await runCommand(target.live('--fixtures', path))
    expect(code).toBe(2)
  })
  test('is the result of a fixture module that always returns the same resource', async () => {
    const create = `let made; export default { async create(state, { baseUrl, apiKey, fetch }) {
      const headers = { Authorization: 'Basic ' + btoa(apiKey + ':') }
      const body = JSON.stringify({ status: state })
      made ??= await fetch(baseUrl + '/_sandbox/payment_intents', { method: 'POST', headers, body }).then((r) => r.json())
      return { id: made.payment_intent.id }
    } }`
    expect(await expectRejected(target.live('--fixtures', target.file('one.mjs', create)))).toMatch(
      /^Cannot run: the fixture module: create\('requires_payment_method'\) made the same resource twice, \{"id":"pi_/,
    )
  })

  test('comes with a report if a fixture module fails during the run', async () => {
    const failing = target.fixtures('failing.mjs', `if (count > 6) throw new Error('the database is gone')`)
    const { code, out, err } = await runCommand(
      target.live('--fixtures', failing, '--reporter', 'json', '--concurrency', '1'),
    )
    expect(code).toBe(2)
    expect(err.trim()).toMatch(
      /^The run stopped: the fixture module failed: create\('\w+'\) failed: the database is gone$/,
    )
    const report = JSON.parse(out) as Report
    expect(report.summary.passed).toBeGreaterThan(0)
    expect(report.rules.some(({ reason }) => reason === 'the fixture module failed earlier')).toBe(true)
  })
})
