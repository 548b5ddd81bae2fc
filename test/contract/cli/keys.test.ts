import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { UsageError } from '../../../src/command/index.ts'
import { readCliOptions } from '../../../src/contract/cli/options.ts'
import { readRunOptions } from '../../../src/contract/cli/run-options.ts'
import type { TargetOptions } from '../../../src/contract/http/target.ts'
import { describeOperation } from '../support/description.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const description = describeOperation(
  { security: [{ appId: [], token: [] }, { basic: [] }] },
  {
    document: {
      components: {
        securitySchemes: {
          appId: { type: 'apiKey', in: 'header', name: 'X-App' },
          token: { type: 'http', scheme: 'bearer' },
          basic: { type: 'http', scheme: 'basic' },
        },
      },
    },
  },
)

let folder: string
beforeAll(() => {
  folder = temporaryFolder('keys')
})
afterEach(() => vi.unstubAllEnvs())

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** Reads the target of a run from the arguments of the command. */
async function readTarget(...args: readonly string[]): Promise<TargetOptions> {
  for (const name of ['API_KEY', 'OTHER_API_KEY'])
    if (process.env[name] === undefined) vi.stubEnv(name, undefined)
  const cliOptions = readCliOptions(['--api', 'things', '--base-url', 'http://127.0.0.1:1', ...args])
  return (await readRunOptions(description, cliOptions, undefined)).target
}

describe('a key in a file', () => {
  test.each<[string, string]>([
    ['without a line break', 'key_1'],
    ['with a line break', 'key_1\n'],
    ['with the line break of Windows', 'key_1\r\n'],
    ['with a byte order mark', '\ufeffkey_1\n'],
  ])('is read %s', async (name, text) => {
    const { apiKey } = await readTarget('--api-key-file', file(name, text))
    expect(apiKey).toBe('key_1')
  })

  test('keeps spaces, because they may belong to it', async () => {
    const { apiKey } = await readTarget('--api-key-file', file('spaces', ' key 1 \n'))
    expect(apiKey).toBe(' key 1 ')
  })

  test('can be that of the other account, or of one scheme', async () => {
    const target = await readTarget(
      '--api-key-file',
      file('own', 'key_1'),
      '--other-api-key-file',
      file('other', 'key_2\n'),
      '--credential-file',
      `appId=${file('app', 'app=1\n')}`,
    )
    expect(target).toMatchObject({ apiKey: 'key_1', otherApiKey: 'key_2', credentials: { appId: 'app=1' } })
  })

  test('wins over the environment', async () => {
    vi.stubEnv('API_KEY', 'key_of_environment')
    const { apiKey } = await readTarget('--api-key-file', file('own', 'key_1'))
    expect(apiKey).toBe('key_1')
  })

  test.each<[string, string | Uint8Array, RegExp]>([
    ['is empty', '', /^`--api-key-file`: \S+ is empty\.$/],
    ['has only a line break', '\n', /^`--api-key-file`: \S+ is empty\.$/],
    ['has two lines', 'secret_1\nsecret_2\n', /^`--api-key-file`: \S+ has more than one line\. Expected/],
    ['ends with two line breaks', 'secret_1\n\n', /has more than one line/],
    ['is not text', new Uint8Array([0xff, 0xfe, 0x80]), /^`--api-key-file`: \S+ is not text in UTF-8\.$/],
    ['is too long', 'secret_'.repeat(20_000), /is longer than 64 KiB, so it is not a key\.$/],
  ])('is rejected if it %s, and the message does not contain it', async (name, content, message) => {
    const error = await readTarget('--api-key-file', file(name.replaceAll(' ', '-'), content)).catch(
      (reason: unknown) => reason as Error,
    )
    expect(error).toBeInstanceOf(UsageError)
    expect((error as Error).message).toMatch(message)
    expect((error as Error).message).not.toContain('secret_')
  })

  test('is rejected if there is no such file', async () => {
    const path = join(folder, 'missing')
    await expect(readTarget('--api-key-file', path)).rejects.toThrow(
      `\`--api-key-file\`: ${path} does not exist.`,
    )
    await expect(readTarget('--api-key', 'k', '--credential-file', `token=${path}`)).rejects.toThrow(
      `\`--credential-file\`: ${path} does not exist.`,
    )
  })

  test('is rejected if it is a folder', async () => {
    const path = join(folder, 'folder')
    mkdirSync(path)
    await expect(readTarget('--other-api-key-file', path)).rejects.toThrow(
      `\`--other-api-key-file\`: ${path} is a folder.`,
    )
  })

  test('is rejected beside the same key on the command line', async () => {
    const path = file('own', 'key_1')
    await expect(readTarget('--api-key', 'key_1', '--api-key-file', path)).rejects.toThrow(
      'Give `--api-key` or `--api-key-file`, but not both.',
    )
    const twice = ['--credential', 'token=a', '--credential-file', `token=${path}`]
    await expect(readTarget('--api-key', 'key_1', ...twice)).rejects.toThrow(
      'Give `--credential` or `--credential-file` for `token`, but not both.',
    )
  })

  test('is a live key like any other', async () => {
    await expect(readTarget('--api-key-file', file('live', 'sk_live_1'))).rejects.toThrow(
      'The API key is a live key. Give --allow-live to use it anyway.',
    )
  })
})

describe('the environment', () => {
  test('has the key of one scheme, in the form CREDENTIAL_NAME', async () => {
    vi.stubEnv('API_KEY', 'key_1')
    vi.stubEnv('CREDENTIAL_APP_ID', 'app_1')
    vi.stubEnv('CREDENTIAL_TOKEN', '')
    expect(await readTarget()).toMatchObject({ apiKey: 'key_1', credentials: { appId: 'app_1' } })
  })

  test('needs no API key if the schemes of one alternative have keys', async () => {
    vi.stubEnv('CREDENTIAL_BASIC', 'user:password')
    expect(await readTarget()).toMatchObject({ apiKey: '', credentials: { basic: 'user:password' } })
  })

  test('needs an API key if only a part of each alternative has a key', async () => {
    vi.stubEnv('CREDENTIAL_TOKEN', 'token_1')
    await expect(readTarget()).rejects.toThrow(/^Give the API key/)
  })

  test('needs the key of the chosen scheme', async () => {
    vi.stubEnv('CREDENTIAL_BASIC', 'user:password')
    await expect(readTarget('--scheme', 'token')).rejects.toThrow(/^Give the API key/)
  })
})

describe('--scheme', () => {
  test('is read, also more than once', async () => {
    const { schemes } = await readTarget('--api-key', 'k', '--scheme', 'token', '--scheme', 'basic')
    expect(schemes?.named).toEqual(['token', 'basic'])
  })

  test('is rejected if the description has no such scheme', async () => {
    await expect(readTarget('--api-key', 'k', '--scheme', 'tokens')).rejects.toThrow(
      '`--scheme`: the description has no security scheme `tokens`. Did you mean `token`?',
    )
  })
})
