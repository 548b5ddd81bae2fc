import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { UsageError } from '../../../src/command/index.ts'
import { contractCommand } from '../../../src/contract/cli/command.ts'
import { REPORTERS } from '../../../src/contract/report/index.ts'
import type { Report } from '../../../src/contract/report/index.ts'
import { DescriptionError } from '../../../src/description/index.ts'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'
import { startTrains, TRAINS_KEY } from '../trains/server.ts'

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs `npm run contract -- …args` in a process. */
function runCommand(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['src/main.js', 'contract', ...args],
      { env: { PATH: process.env['PATH'] ?? '', ...env }, maxBuffer: 1 << 26 },
      (error, out, err) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
        resolve({ code, out, err })
      },
    )
  })
}

/** Runs the command in this process. The message of a usage error is in `err`. */
async function runInProcess(args: readonly string[]): Promise<Ended> {
  const printed = { out: '', err: '' }
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void (printed.out += `${text}\n`))
  const error = vi
    .spyOn(console, 'error')
    .mockImplementation((text: string) => void (printed.err += `${text}\n`))
  try {
    return { code: await contractCommand([...args], startLocalTarget), ...printed }
  } catch (reason) {
    if (!(reason instanceof UsageError || reason instanceof DescriptionError)) throw reason
    return { code: 2, out: printed.out, err: `${printed.err}${reason.message}\n` }
  } finally {
    log.mockRestore()
    error.mockRestore()
  }
}

/** Expects exit code 2, a message, and nothing on standard output. */
async function expectRejected(args: readonly string[]): Promise<string> {
  const { code, out, err } = await runInProcess(args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  return err.trim()
}

let local: Awaited<ReturnType<typeof startLocalTarget>>
let folder: string
beforeAll(async () => {
  for (const name of ['API_KEY', 'OTHER_API_KEY', 'GITHUB_STEP_SUMMARY']) vi.stubEnv(name, undefined)
  local = await startLocalTarget('leanrails')
  folder = mkdtempSync(join(tmpdir(), 'contract-'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await local.close()
  rmSync(folder, { recursive: true })
})

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Writes a typical fixture module. `more` runs at the beginning of each `create`. */
function fixtures(name: string, more = ''): string {
  return file(
    name,
    `let count = 0
export default {
  async create(state, { baseUrl, apiKey, fetch }) {
    count += 1
    ${more}
    const response = await fetch(baseUrl + '/_sandbox/payment_intents', {
      method: 'POST',
      headers: { Authorization: 'Basic ' + btoa(apiKey + ':'), 'Content-Type': 'application/json' },
      body: JSON.stringify({ status: state }),
    })
    return response.ok ? (await response.json()).path_parameters : undefined
  },
}
`,
  )
}

/** The arguments of a run against the sandbox as a separate target. */
function live(...more: readonly string[]): string[] {
  return [
    '--api',
    'leanrails',
    '--base-url',
    local.baseUrl,
    '--api-key',
    local.apiKey,
    '--only',
    'lifecycle',
    ...more,
  ]
}

describe('exit code 0', () => {
  test.concurrent('if all tested rules passed', async () => {
    const { code, out, err } = await runCommand(live('--fixtures', fixtures('good.mjs'), '--seed', '5'))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/0 failed/)
    expect(out).toContain('seed 5')
    expect(out).not.toContain(local.apiKey)
  })

  test.concurrent('with the key in the environment and a fixture module in TypeScript', async () => {
    const path = file(
      'fixtures.ts',
      `import good from './good-too.mjs'\ninterface Resource { id: string }\nexport default good as { create(state: string): Promise<Resource> }\n`,
    )
    fixtures('good-too.mjs')
    const args = [
      '--api',
      'leanrails',
      '--base-url',
      `${local.baseUrl}/`,
      '--only',
      'examples',
      '--fixtures',
      path,
    ]
    const { code, out } = await runCommand(args, { API_KEY: local.apiKey })
    expect(code).toBe(0)
    expect(out).toMatch(/ passed/)
  })

  test('for --arazzo, which writes workflows, lists what they lack, and sends no request', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'contract-arazzo-'))
    try {
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
    } finally {
      rmSync(folder, { recursive: true })
    }
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

  test.concurrent('for the path of any other description', async () => {
    const trains = await startTrains()
    const path = file(
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
      const args = live('--only', 'idempotency', '--fixtures', fixtures('faulty.mjs'))
      const { code, out } = await runCommand(
        args.map((word) => (word === local.baseUrl ? faulty.baseUrl : word)),
      )
      await faulty.close()
      expect(code).toBe(1)
      expect(out).toContain('cancelPaymentIntent/idempotency/replay')
      expect(out).toMatch(/openapi\/leanrails\.yaml:\d+/)
      expect(out).toMatch(/-H "Authorization: Basic \$\(printf %s "\$API_KEY:" \| base64/)
      expect(out).not.toContain(local.apiKey)
    },
  )

  test.concurrent('if too few rules were tested, although none failed', async () => {
    const args = live('--fixtures', fixtures('some.mjs'), '--min-tested', '90%')
    const { code, out } = await runCommand(args)
    expect(code).toBe(1)
    expect(out).toMatch(/The minimum is 90 ?%/)
  })
})

describe('exit code 2', () => {
  test('comes with one message on standard error, without a stack trace', async () => {
    const unknown = await runCommand(['--reportr', 'json'])
    expect(unknown).toEqual({
      code: 2,
      out: '',
      err: 'Unknown option `--reportr`. Did you mean `--reporter`?\n',
    })
  })

  test('is the result if nothing listens on the port', async () => {
    const err = await expectRejected([
      '--api',
      'leanrails',
      '--base-url',
      'http://127.0.0.1:1',
      '--api-key',
      'sk_test_x',
    ])
    expect(err).toBe(
      'Cannot run: http://127.0.0.1:1 does not accept connections (is it running, and on this port?).',
    )
  })

  test('is the result of https for a server that uses plain HTTP', async () => {
    const args = live().map((word) => word.replace(/^http:/, 'https:'))
    expect(await expectRejected(args)).toMatch(
      /^Cannot run: https:\S+ does not use TLS \(is it http:\/\/ instead of https:\/\/\?\)\.$/,
    )
  })

  test('is the result of a wrong key', async () => {
    const path = file('fixed.mjs', `export default { create: async () => ({ id: 'pi_1' }) }`)
    const args = live('--fixtures', path).map((word) => (word === local.apiKey ? 'sk_test_wrong' : word))
    expect(await expectRejected(args)).toBe(
      'Cannot run: the target rejected the API key (401) in a valid request. Check --api-key, and that the key belongs to this server.',
    )
  })

  test('is the result of a key with characters that are not valid in a header', async () => {
    const trains = await startTrains()
    const args = [
      '--api',
      'test/contract/trains/trains.yaml',
      '--base-url',
      trains.baseUrl,
      '--api-key',
      'ключ\n',
    ]
    expect(await expectRejected(args)).toBe(
      'Cannot run: the API key or a --header contains characters that are not valid in a header.',
    )
    await trains.close()
  })

  const url = ['--api', 'leanrails', '--base-url', 'http://127.0.0.1:1']
  test.each<[string, readonly string[], string | RegExp]>([
    ['an unknown option', ['--reportr', 'json'], 'Unknown option `--reportr`. Did you mean `--reporter`?'],
    [
      'an unexpected argument',
      ['leanrails'],
      'Unexpected argument `leanrails`. Run the command with --help.',
    ],
    [
      'an unknown API',
      ['--api', 'leanrail'],
      'redocly.yaml: Unknown API `leanrail`. Did you mean `leanrails`?',
    ],
    [
      'a URL without an API',
      ['--base-url', 'http://127.0.0.1:1'],
      '`--base-url` needs --api, the API at that address.',
    ],
    ['a missing key', url, 'Give the API key with --api-key, or as API_KEY in the environment.'],
    ['a key without a URL', ['--api-key', 'x'], '`--api-key` needs --base-url. A sandbox has its own keys.'],
    [
      'an API without a sandbox',
      ['--api', 'test/contract/trains/trains.yaml'],
      'The API `trains` has no sandbox. Set the address of the implementation with --base-url.',
    ],
    [
      'an invalid URL',
      ['--api', 'leanrails', '--base-url', 'localhost'],
      '`--base-url` must be an http or https URL. Received: `localhost`.',
    ],
    [
      'a URL with credentials',
      ['--api', 'leanrails', '--base-url', 'http://a:b@127.0.0.1'],
      '`--base-url` must not contain credentials. Give them with --api-key.',
    ],
    [
      'the same key twice',
      [...url, '--api-key', 'k', '--other-api-key', 'k'],
      /must be the key of another account/,
    ],
    [
      'a live key',
      [...url, '--api-key', 'sk_live_1'],
      'The API key is a live key. Give --allow-live to use it anyway.',
    ],
    [
      'a live key as the other one',
      [...url, '--api-key', 'sk_test_1', '--other-api-key', 'sk_live_1'],
      'The API key is a live key. Give --allow-live to use it anyway.',
    ],
    [
      'a live server',
      ['--api', 'leanrails', '--base-url', 'https://api.leanrails.com', '--api-key', 'sk_test_1'],
      'api.leanrails.com is a live server of this API (see `servers`). Give --allow-live to test it anyway.',
    ],
    [
      'a credential without a name',
      [...url, '--api-key', 'x', '--credential', 'sk_test_1'],
      '`--credential` must be NAME=KEY: the name of a security scheme and its key.',
    ],
    [
      'a credential of an unknown scheme',
      [...url, '--api-key', 'x', '--credential', 'secretkey=sk_test_1'],
      '`--credential`: the description has no security scheme `secretkey`. Did you mean `secretKey`?',
    ],
    [
      'a live key as the credential of a scheme',
      [...url, '--credential', 'secretKey=sk_live_1'],
      'The API key is a live key. Give --allow-live to use it anyway.',
    ],
    ['an unknown reporter', ['--reporter', 'xml'], /`--reporter` must be one of .*\. Received: `xml`\./],
    ['an invalid part', ['--shard', '5/4'], '`--shard` must be a part such as 1/4. Received: `5/4`.'],
    [
      'an invalid share',
      ['--min-tested', '120%'],
      '`--min-tested` must be a share such as 90%. Received: `120%`.',
    ],
    [
      'an invalid seed',
      [...url, '--api-key', 'x', '--seed', 'abc'],
      /^`--seed` (?:takes|must be) a whole number, 0 or more/,
    ],
    [
      'an invalid header',
      [...url, '--api-key', 'x', '--header', 'X Y'],
      "`--header` must be 'Name: value'. Received: `X Y`.",
    ],
    [
      'an unknown family',
      ['--only', 'lifecicle'],
      'No family, rule or case is named `lifecicle`. Did you mean `lifecycle`?',
    ],
    ['an empty share', ['--min-tested', ''], '`--min-tested` must be a share such as 90%. Received: ``.'],
    [
      'a share in base 16',
      ['--min-tested', '0x1'],
      '`--min-tested` must be a share such as 90%. Received: `0x1`.',
    ],
    ['a folder of reports', ['--merge', 'test'], 'test: not a file.'],
    ['a missing report', ['--merge', 'missing.json'], 'missing.json: the report does not exist.'],
    [
      'a missing fixture module',
      [...url, '--api-key', 'x', '--fixtures', 'missing.mjs'],
      'missing.mjs: the fixture module does not exist.',
    ],
  ])('is the result of %s', async (_, args, message) => {
    const err = await expectRejected(args)
    if (typeof message === 'string') expect(err).toBe(message)
    else expect(err).toMatch(message)
    expect(err.split('\n')).toHaveLength(1)
  })

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
      /^Cannot run: the fixture module makes no resource in state `requires_payment_method`, which every case needs\.$/,
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
    const name = mkdtempSync(join(folder, 'module-'))
    const path = join(name, 'cannot.mjs')
    writeFileSync(path, text)
    expect(await expectRejected(live('--fixtures', path, '--fixture-timeout', '2000'))).toMatch(message)
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
    const path = file('ends.mjs', text)
    const { code, err } = await runCommand(live('--fixtures', path, '--fixture-timeout', '500'))
    expect(err).toMatch(message)
    expect(code).toBe(2)
  })

  test('comes at once even if a fixture module keeps a timer', async () => {
    const path = file(
      'open.mjs',
      `setInterval(() => {}, 1000); export default { create: async () => undefined }`,
    )
    const { code } = await runCommand(live('--fixtures', path))
    expect(code).toBe(2)
  })

  test.each([
    ['--timeout', '3000000000'],
    ['--fixture-timeout', '3000000000'],
    ['--concurrency', '-5'],
  ])('is the result of %s %s', async (option, value) => {
    expect(await expectRejected(live(option, value))).toMatch(
      new RegExp(`^\`${option}\` (?:(?:takes|must be) a whole number|was given no value|needs a value)`),
    )
  })

  test('is the result of --skip, but not of --only, for a rule that every response tests', async () => {
    const { code } = await runInProcess([
      '--api',
      'leanrails',
      '--only',
      'schemas/UnixTime/maximum',
      '--skip',
      'generated',
    ])
    expect(code).toBe(0)
    expect(await expectRejected(['--api', 'leanrails', '--skip', 'schemas/UnixTime/maximum'])).toMatch(
      /^Every response tests the rule `schemas\/UnixTime\/maximum`, so --skip cannot exclude its cases\.$/,
    )
  })

  test('is the result of a wrong other key, and of a base URL without the described paths', async () => {
    const given = ['--api', 'leanrails', '--base-url', local.baseUrl, '--api-key', local.apiKey]
    expect(await expectRejected([...given, '--other-api-key', 'sk_test_wrong'])).toMatch(
      /^Cannot run: the target rejected the other API key \(401\)/,
    )
    expect(await expectRejected([...given.slice(0, 3), `${local.baseUrl}/api`, ...given.slice(4)])).toMatch(
      /^Cannot run: \S+ does not know the path of POST \/api\/v1\/\S+ \(404\)\. Is \S+\/api its base URL\?$/,
    )
  })

  test('is the result of a fixture module that always returns the same resource', async () => {
    const create = `let made; export default { async create(state, { baseUrl, apiKey, fetch }) {
      const headers = { Authorization: 'Basic ' + btoa(apiKey + ':') }
      const body = JSON.stringify({ status: state })
      made ??= await fetch(baseUrl + '/_sandbox/payment_intents', { method: 'POST', headers, body }).then((r) => r.json())
      return { id: made.payment_intent.id }
    } }`
    expect(await expectRejected(live('--fixtures', file('one.mjs', create)))).toMatch(
      /^Cannot run: the fixture module: create\('requires_payment_method'\) made the same resource twice, \{"id":"pi_/,
    )
  })

  test('comes with a report if a fixture module fails during the run', async () => {
    const failing = fixtures('failing.mjs', `if (count > 6) throw new Error('the database is gone')`)
    const { code, out, err } = await runCommand(
      live('--fixtures', failing, '--reporter', 'json', '--concurrency', '1'),
    )
    expect(code).toBe(2)
    expect(err.trim()).toMatch(
      /^The run stopped: the fixture module failed: create\('\w+'\) failed: the database is gone$/,
    )
    const report = JSON.parse(out) as Report
    expect(report.summary.passed).toBeGreaterThan(0)
    expect(report.rules.some(({ reason }) => reason === 'the fixture module failed earlier')).toBe(true)
  })

  test('is the result of a report that cannot be written', async () => {
    const { code, err } = await runInProcess(
      live('--fixtures', fixtures('unwritten.mjs'), '--output', folder),
    )
    expect(code).toBe(2)
    expect(err.trim()).toMatch(/^`--output`: cannot write \S+: /)
  })
})

describe('the report', () => {
  test.each(REPORTERS)('is written to --output as %s', async (reporter) => {
    const output = join(folder, 'reports', `report.${reporter}`)
    const args = live(
      '--fixtures',
      fixtures(`for-${reporter}.mjs`),
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
    expect(text).not.toContain(local.apiKey)
  })

  test('of a whole run is joined from the files of its parts', async () => {
    const files = [1, 2].map((part) => join(folder, `part-${part}.json`))
    for (const [index, output] of files.entries()) {
      const shard = ['--shard', `${index + 1}/2`, '--seed', '3', '--reporter', 'json', '--output', output]
      expect((await runInProcess(live('--fixtures', fixtures(`part-${index}.mjs`), ...shard))).code).toBe(0)
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
    const [json, html] = [join(folder, 'several', 'a.json'), join(folder, 'several', 'a.html')]
    const { code, out, err } = await runInProcess(
      live(
        '--fixtures',
        fixtures('several.mjs'),
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
    expect(await expectRejected(live(...args))).toMatch(message)
  })
})

test('--only with --verbose prints the requests and responses of a case, without the key', async () => {
  const { code, err } = await runInProcess(
    live('--fixtures', fixtures('traced.mjs'), '--verbose').map((word) =>
      word === 'lifecycle' ? 'examples/cancelPaymentIntent/with_reason' : word,
    ),
  )
  expect(code).toBe(0)
  expect(err).toMatch(
    /^examples\/cancelPaymentIntent\/\w+\n> POST \/v1\/payment_intents\/pi_\w+\/cancel\n> Accept: /m,
  )
  expect(err).toMatch(/^> Authorization: Basic \$API_KEY$/m)
  expect(err).toMatch(/^< 200$/m)
  expect(err).toMatch(/^< \{"id":"pi_/m)
  expect(err).not.toContain(local.apiKey)
})

describe('a baseline', () => {
  test('keeps its findings from failing the run, whatever the seed', async () => {
    const faulty = await startLocalTarget('leanrails', { faults: ['amount-as-string'] })
    try {
      const baseline = join(folder, 'baseline.json')
      const args = (...more: string[]) =>
        live('--fixtures', fixtures('baseline.mjs'), '--only', 'examples', ...more).map((word) =>
          word === local.baseUrl ? faulty.baseUrl : word,
        )
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
  const json = join(folder, 'preflight.json')
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
