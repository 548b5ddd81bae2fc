import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'
import { startTrains, TRAINS_KEY } from '../trains/server.ts'
import { LocalTarget, runCommand, runInProcess } from './run-command.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const target = new LocalTarget()

describe('exit code 0', () => {
  test.concurrent('if all tested rules passed', async () => {
    const { code, out, err } = await runCommand(
      target.live('--fixtures', target.fixtures('good.mjs'), '--seed', '5'),
    )
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/0 failed/)
    expect(out).toContain('seed 5')
    expect(out).not.toContain(target.apiKey)
  })

  test.concurrent('with the key in the environment and a fixture module in TypeScript', async () => {
    const path = target.file(
      'fixtures.ts',
      `import good from './good-too.mjs'\ninterface Resource { id: string }\nexport default good as { create(state: string): Promise<Resource> }\n`,
    )
    target.fixtures('good-too.mjs')
    const args = [
      '--api',
      'leanrails',
      '--base-url',
      `${target.baseUrl}/`,
      '--only',
      'examples',
      '--fixtures',
      path,
    ]
    const { code, out } = await runCommand(args, { API_KEY: target.apiKey })
    expect(code).toBe(0)
    expect(out).toMatch(/ passed/)
  })

  test('for --arazzo, which writes workflows, lists what they lack, and sends no request', async () => {
    const folder = temporaryFolder('contract-arazzo')
    const file = join(folder, 'new', 'leanrails.arazzo.yaml')
    const written = await runInProcess(['--api', 'leanrails', '--arazzo', file])
    expect(written.code).toBe(0)
    expect(written.out).toMatch(/leanrails\.arazzo\.yaml: 36 workflows\nArazzo cannot say/)
    expect(readFileSync(file, 'utf8')).toMatch(/^arazzo: 1\.0\.1\n/)
    expect(readFileSync(file, 'utf8')).not.toContain('otherA')
    const second = ['--api', 'leanrails', '--arazzo', file, '--other-api-key', 'sk_test_s3cret']
    expect((await runInProcess(second)).out).toMatch(/leanrails\.arazzo\.yaml: 37 workflows\n/)
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('otherAuthorization')
    expect(text).not.toContain('s3cret')
    const failed = await runInProcess(['--api', 'leanrails', '--arazzo', folder])
    expect(failed).toMatchObject({ code: 2, err: expect.stringMatching(/cannot be written/) as string })
  })

  test.concurrent('for --help and --list, which send no request', async () => {
    const help = await runCommand(['--help'])
    expect(help.code).toBe(0)
    expect(help.out).toMatch(/^Usage: npm run contract/)
    const list = await runCommand(['--list', '--api', 'leanrails', '--only', 'lifecycle'])
    expect(list.code).toBe(0)
    expect(list.out).toMatch(
      /^lifecycle\/cancelPaymentIntent\/requires_payment_method\n {4}cancelPaymentIntent\//,
    )
    expect(list.out.match(/^\S/gm)).toHaveLength(8)
  })

  test('for --list, which says why an operation has no cases', async () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [
        `S${index}`,
        index === 4999 ? { type: 'string' } : { allOf: [{ $ref: `#/components/schemas/S${index + 1}` }] },
      ]),
    )
    const parameters = [
      { in: 'query', name: 'filter', required: true, schema: { $ref: '#/components/schemas/S0' } },
    ]
    const responses = { '204': { description: 'Nothing.' } }
    const path = target.file(
      'deep.json',
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'Deep', version: '1' },
        paths: { '/things': { get: { operationId: 'getThings', parameters, responses } } },
        components: { schemas },
      }),
    )
    const { code, err } = await runInProcess(['--list', '--api', path])
    expect(code).toBe(0)
    expect(err).toMatch(
      /deep\.json:1: no request can be made for this operation: thousands of its schemas each refer to the next$/m,
    )
  })

  test.concurrent('for the path of any other description', async () => {
    const trains = await startTrains()
    const path = target.file(
      'trains.mjs',
      `export default { create: async (_, { operation }) => ({ tripId: 4711, name: 'Ada' }) }`,
    )
    const args = [
      '--api',
      'test/contract/trains/trains.yaml',
      '--base-url',
      trains.baseUrl,
      '--fixtures',
      path,
    ]
    const { code, out } = await runCommand([...args, '--only', '*/getTrip/*', '--only', '*/greet/*'], {
      API_KEY: TRAINS_KEY,
    })
    await trains.close()
    expect(code).toBe(0)
    expect(out).toMatch(/0 failed/)
  })
})

describe('exit code 1', () => {
  test.concurrent(
    'if a rule failed, and the report names the rule, its line and the command that reproduces it',
    async () => {
      const faulty = await startLocalTarget('leanrails', { faults: ['idempotency-forgotten'] })
      const args = target.live('--only', 'idempotency', '--fixtures', target.fixtures('faulty.mjs'))
      const { code, out } = await runCommand(
        args.map((word) => (word === target.baseUrl ? faulty.baseUrl : word)),
      )
      await faulty.close()
      expect(code).toBe(1)
      expect(out).toContain('cancelPaymentIntent/idempotency/replay')
      expect(out).toMatch(/openapi\/leanrails\.yaml:\d+/)
      expect(out).toMatch(/-H "Authorization: Basic \$\(printf %s "\$API_KEY:" \| base64/)
      expect(out).not.toContain(target.apiKey)
    },
  )

  test.concurrent('if too few rules were tested, although none failed', async () => {
    const args = target.live('--fixtures', target.fixtures('some.mjs'), '--min-tested', '90%')
    const { code, out } = await runCommand(args)
    expect(code).toBe(1)
    expect(out).toMatch(/The minimum is 90 ?%/)
  })
})
