import { describe, expect, test } from 'vitest'
import { startTrains } from '../trains/server.ts'
import { expectRejected, LocalTarget, runCommand, runInProcess } from './run-command.ts'

const target = new LocalTarget()

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
    const args = target.live().map((word) => word.replace(/^http:/, 'https:'))
    expect(await expectRejected(args)).toMatch(
      /^Cannot run: https:\S+ does not use TLS \(is it http:\/\/ instead of https:\/\/\?\)\.$/,
    )
  })

  test('is the result of a wrong key', async () => {
    const path = target.file('fixed.mjs', `export default { create: async () => ({ id: 'pi_1' }) }`)
    const args = target
      .live('--fixtures', path)
      .map((word) => (word === target.apiKey ? 'sk_test_wrong' : word))
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

  test.each([
    ['--timeout', '3000000000'],
    ['--fixture-timeout', '3000000000'],
    ['--concurrency', '-5'],
  ])('is the result of %s %s', async (option, value) => {
    expect(await expectRejected(target.live(option, value))).toMatch(
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
    const given = ['--api', 'leanrails', '--base-url', target.baseUrl, '--api-key', target.apiKey]
    expect(await expectRejected([...given, '--other-api-key', 'sk_test_wrong'])).toMatch(
      /^Cannot run: the target rejected the other API key \(401\)/,
    )
    expect(await expectRejected([...given.slice(0, 3), `${target.baseUrl}/api`, ...given.slice(4)])).toMatch(
      /^Cannot run: \S+ does not know the path of POST \/api\/v1\/\S+ \(404\)\. Is \S+\/api its base URL\?$/,
    )
  })

  test('is the result of a report that cannot be written', async () => {
    const { code, err } = await runInProcess(
      target.live('--fixtures', target.fixtures('unwritten.mjs'), '--output', target.folder),
    )
    expect(code).toBe(2)
    expect(err.trim()).toMatch(/^`--output`: cannot write \S+: /)
  })
})
