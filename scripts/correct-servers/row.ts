import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { UsageError } from '../../src/command/index.ts'
import { runContract } from '../../src/contract/index.ts'
import type { Report } from '../../src/contract/index.ts'
import type { Description } from '../../src/description/index.ts'
import { KEYS } from './domain/accounts.ts'
import { fixturesOf } from './fixtures.ts'

/** A server as a command that prints its two addresses as JSON. */
export interface ServerCommand {
  readonly file: string
  readonly args: readonly string[]
  readonly env?: NodeJS.ProcessEnv
}

/** A started server. */
export interface Started {
  readonly url: string
  readonly admin: string
  stop(): void
}

/**
 * Starts a server and waits for its addresses.
 *
 * @throws UsageError if it ends without printing them
 */
export async function startServer({ file, args, env }: ServerCommand): Promise<Started> {
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'], ...(env && { env }) })
  for await (const line of createInterface({ input: child.stdout })) {
    const { url, admin } = JSON.parse(line) as { url: string; admin: string }
    return { url, admin, stop: () => void child.kill() }
  }
  throw new UsageError(`This did not start; its error is above: ${file} ${args.join(' ')}`)
}

/** Runs the contract against a started server. */
export function testServer(
  description: Description,
  { url, admin }: Pick<Started, 'url' | 'admin'>,
): Promise<Report> {
  const parameter =
    description.operations[0]?.parameters.find(({ object }) => object.in === 'path')?.object.name ?? ''
  return runContract({
    description,
    seed: 1,
    fixtures: fixturesOf(admin, parameter),
    target: { baseUrl: url, apiKey: KEYS.own, otherApiKey: KEYS.other },
  })
}
