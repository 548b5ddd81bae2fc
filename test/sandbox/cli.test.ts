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

/** A command that ends by itself. */
async function ends(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return { code: 0, ...(await run(process.execPath, [...command, ...args], { cwd: root })) }
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string }
  }
}

/** A command that runs until it is interrupted; what it printed until it was ready. */
async function runs(...args: string[]): Promise<{ child: ChildProcess; lines: string[] }> {
  const child = spawn(process.execPath, [...command, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line)
    if (line.startsWith('Ctrl-C')) break
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
  ] as const)('serves %s with lines that work when pasted, until %s', async (api, signal) => {
    const { child, lines } = await runs(api, '--fault', 'amount-as-string')
    expect(lines[0]).toMatch(new RegExp(`^${api} sandbox: http://127\\.0\\.0\\.1:\\d+$`))
    expect(lines[1]).toBe('with the fault:  amount-as-string')
    const curls = lines.filter((line) => line.includes('curl '))
    expect(curls).toHaveLength(10)
    const { stdout } = await run('bash', ['-c', curls.join('\necho\n')])
    const made = stdout.split('\n').filter((line) => line.includes('"path_parameters"'))
    expect(made.map((line) => /"status":"(\w+)"/.exec(line)?.[1])).toEqual([
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
    [['stirpe'], 'The sandbox serves no API `stirpe`. Did you mean `stripe`?'],
    [['adyen'], 'The sandbox serves no API `adyen`. It serves leanrails and stripe.'],
    [[], 'Name the API: leanrails or stripe. Run the command with --help.'],
    [['stripe', 'leanrails'], 'One API at a time; `leanrails` is too much. Run the command with --help.'],
    [['stripe', '--prot', '1'], 'Unknown option `--prot`. Did you mean `--port`?'],
    [['stripe', '--port', '70000'], '`--port` must be a whole number, 0 to 65535. Received: `70000`.'],
    [['stripe', '--latency', '-1'], '--latency'],
    [['stripe', '--rate-limit', '0'], '`--rate-limit` must be a whole number, 1 or more. Received: `0`.'],
    [
      ['stripe', '--fault', 'idempotency-forgoten'],
      'The sandbox of stripe has no fault `idempotency-forgoten`. Did you mean `idempotency-forgotten`?',
    ],
    [['stripe', '--fault', 'x'], 'The sandbox of stripe has no fault `x`. See them with --faults.'],
  ])('refuses %j in one line', async (args, message) => {
    const error: unknown = await sandboxCommand(args).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(UsageError)
    expect((error as Error).message).toMatch(message)
    expect((error as Error).message).not.toContain('\n')
  })

  it('says that a port is in use', async () => {
    const server = createServer()
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const { code, stderr } = await ends('stripe', '--port', String(port))
    server.close()
    expect(code).toBe(2)
    expect(stderr).toBe(
      `Port ${port} on 127.0.0.1 is in use. Stop the process that uses it, or choose another port with --port (0 picks a free one).\n`,
    )
  })

  it('lists the faults, and explains itself', async () => {
    const list = await ends('leanrails', '--faults')
    expect(list.code).toBe(0)
    expect(list.stdout).toMatch(/^amount-as-string +response: The amount is a string\.$/m)
    const help = await ends('--help')
    expect(help.code).toBe(0)
    for (const option of ['port', 'host', 'fault', 'faults', 'latency', 'rate-limit', 'help']) {
      expect(help.stdout).toContain(`--${option}`)
    }
  })
})
