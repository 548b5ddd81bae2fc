import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { mockCommand } from '../../../src/mock/cli/command.ts'

/** The command as a user runs it. */
const COMMAND = ['src/main.js', 'mock']

function run(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...COMMAND, ...argv], { encoding: 'utf8' })
  return { status, stdout, stderr: stderr.trim() }
}

/** Starts the command, passes its start message to `use`, and ends it with SIGINT, as Ctrl-C does. */
async function running<T>(argv: string[], use: (welcome: string) => T | Promise<T>, env: object = {}) {
  const child = spawn(process.execPath, [...COMMAND, ...argv], { env: { ...process.env, ...env } })
  let welcome = ''
  child.stdout.setEncoding('utf8')
  for await (const chunk of child.stdout) {
    welcome += String(chunk)
    if (welcome.includes('Ctrl-C')) break
  }
  const result = await use(welcome)
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  child.kill('SIGINT')
  return { result, status: await ended }
}

describe('npm run mock', () => {
  test('serves every API, and prints a curl command for each that works', async () => {
    const { result, status } = await running(['all', '--port', '0'], (welcome) => {
      const lines = welcome.split('\n').filter((line) => line.trim().startsWith('curl '))
      return lines.map(
        (line) => spawnSync('bash', ['-c', line], { encoding: 'utf8' }).stdout.split('\r\n')[0],
      )
    })
    expect(result).toEqual(['HTTP/1.1 200 OK', 'HTTP/1.1 200 OK'])
    expect(status).toBe(0)
  })

  test('prints no given API key, but a variable of the shell', async () => {
    const argv = ['leanrails', '--port', '0', '--api-key', 'sk_test_secret', '--unknown-ids', 'missing']
    const env = { API_KEY: 'sk_test_secret' }
    const { result } = await running(
      argv,
      (welcome) => {
        expect(welcome).not.toContain('sk_test_secret')
        const line = welcome.split('\n').find((text) => text.trim().startsWith('curl ')) ?? ''
        const options = { encoding: 'utf8', env: { ...process.env, ...env } } as const
        return spawnSync('bash', ['-c', line], options).stdout.split('\r\n')[0]
      },
      env,
    )
    expect(result).toBe('HTTP/1.1 200 OK')
  })

  test('exits with 2 and one message if the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    const { status, stderr } = run('leanrails', '--port', String(port))
    other.close()
    expect([status, stderr]).toEqual([
      2,
      `Port ${port} on 127.0.0.1 is in use. Stop the process that uses it, or choose another port with --port (0 picks a free one).`,
    ])
  })

  test.each([
    [
      [],
      'Missing argument: the name of an API in redocly.yaml, the path of a description, or `all`. Run the command with --help.',
    ],
    [
      ['leanrails', 'stripe'],
      'Unexpected argument `stripe`. Give one API, or `all`. Run the command with --help.',
    ],
    [['nix'], 'redocly.yaml: Unknown API `nix`. The APIs are: leanrails, stripe.'],
    [['leanrails', '--fail-rate', '2'], '`--fail-rate` must be a number from 0 to 1. Received: `2`.'],
    [
      ['leanrails', '--fail-with', '200'],
      '`--fail-with` must be a status code from 400 to 599, reset or hang. Received: `200`.',
    ],
    [['leanrails', '--unknown-ids', 'x'], '`--unknown-ids` must be succeed or missing. Received: `x`.'],
    [['leanrails', '--delai', '1'], 'Unknown option `--delai`. Did you mean `--delay`?'],
    [
      ['leanrails', '--host', '192.0.2.1', '--port', '0'],
      '`192.0.2.1` is not an address of this machine. Choose another with --host.',
    ],
  ])('rejects the arguments %j', async (argv, message) => {
    await expect(mockCommand(argv)).rejects.toThrow(message)
  })

  test('--help lists every option', () => {
    const { status, stdout } = run('--help')
    expect(status).toBe(0)
    for (const option of [
      'port',
      'host',
      'api-key',
      'unknown-ids',
      'stateless',
      'vary',
      'delay',
      'fail-rate',
      'fail-with',
      'seed',
    ]) {
      expect(stdout).toContain(`--${option}`)
    }
  })
})
