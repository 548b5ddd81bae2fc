import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../src/command/index.ts'
import { sandboxCommand } from '../../src/sandbox/cli.ts'

const run = promisify(execFile)
const root = new URL('../../', import.meta.url).pathname
const command = ['src/main.js', 'sandbox']

/** Runs the command to its end. */
async function runToEnd(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return { code: 0, ...(await run(process.execPath, [...command, ...args], { cwd: root })) }
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string }
  }
}

/** Starts the command and waits until it is ready. Returns the process and the printed lines. */
async function startCommand(...args: string[]): Promise<{ child: ChildProcess; lines: string[] }> {
  const child = spawn(process.execPath, [...command, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line)
    if (line.includes('Ctrl-C')) break
  }
  return { child, lines }
}

async function interrupt(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown[]> {
  const exit = once(child, 'exit')
  child.kill(signal)
  return exit
}

describe('npm run sandbox', () => {
  it.each([
    ['leanrails', 'SIGINT'],
    ['stripe', 'SIGTERM'],
  ] as const)('serves %s until %s, and prints commands that work in a shell', async (api, signal) => {
    const { child, lines } = await startCommand(api, '--fault', 'amount-as-string')
    expect(lines[0]).toMatch(new RegExp(`^${api} sandbox: http://127\\.0\\.0\\.1:\\d+$`))
    expect(lines[1]).toBe('Fault enabled: amount-as-string')
    const curls = lines.filter((line) => line.includes('curl '))
    expect(curls).toHaveLength(10)
    const { stdout } = await run('bash', ['-c', curls.join('\necho\n')])
    const created = stdout.split('\n').filter((line) => line.includes('"path_parameters"'))
    expect(created.map((line) => /"status":"(\w+)"/.exec(line)?.[1])).toEqual([
      'requires_payment_method',
      'requires_confirmation',
      'requires_action',
      'processing',
      'requires_capture',
      'canceled',
      'succeeded',
      'canceled',
    ])
    expect(stdout).toContain('"amount":"2000"')
    expect(await interrupt(child, signal)).toEqual([0, null])
  })

  it.each([
    [['stirpe'], 'The sandbox has no API `stirpe`. Did you mean `stripe`?'],
    [['adyen'], 'The sandbox has no API `adyen`. The APIs are: leanrails, stripe.'],
    [[], 'Missing argument: the API, leanrails or stripe. Run the command with --help.'],
    [
      ['stripe', 'leanrails'],
      'Unexpected argument `leanrails`: expected one API. Run the command with --help.',
    ],
    [['stripe', '--prot', '1'], 'Unknown option `--prot`. Did you mean `--port`?'],
    [['stripe', '--port', '70000'], '`--port` must be a whole number, 0 to 65535. Received: `70000`.'],
    [['stripe', '--latency', '-1'], '--latency'],
    [['stripe', '--rate-limit', '0'], '`--rate-limit` must be a whole number, 1 or more. Received: `0`.'],
    [
      ['stripe', '--fault', 'idempotency-forgoten'],
      'The stripe sandbox has no fault `idempotency-forgoten`. Did you mean `idempotency-forgotten`?',
    ],
    [['stripe', '--fault', 'x'], 'The stripe sandbox has no fault `x`. List the faults with --faults.'],
  ])('rejects the arguments %j with a message of one line', async (args, message) => {
    const error: unknown = await sandboxCommand(args).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(UsageError)
    expect((error as Error).message).toMatch(message)
    expect((error as Error).message).not.toContain('\n')
  })

  it('reports that a port is in use', async () => {
    const server = createServer()
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const { code, stderr } = await runToEnd('stripe', '--port', String(port))
    server.close()
    expect(code).toBe(2)
    expect(stderr).toBe(
      `Port ${port} on 127.0.0.1 is in use. Stop the process that uses it, or choose another port with --port (0 picks a free one).\n`,
    )
  })

  it('prints the faults with --faults and its options with --help', async () => {
    const list = await runToEnd('leanrails', '--faults')
    expect(list.code).toBe(0)
    expect(list.stdout).toMatch(/^amount-as-string +response: The amount is a string\.$/m)
    const help = await runToEnd('--help')
    expect(help.code).toBe(0)
    for (const option of ['port', 'host', 'fault', 'faults', 'latency', 'rate-limit', 'help']) {
      expect(help.stdout).toContain(`--${option}`)
    }
  })
})
