import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { UsageError } from '../../../src/command/index.ts'
import { contractCommand } from '../../../src/contract/cli/command.ts'
import { DescriptionError } from '../../../src/description/index.ts'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs `npm run contract -- …args` in a process. */
export function runCommand(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
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
export async function runInProcess(args: readonly string[]): Promise<Ended> {
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
export async function expectRejected(args: readonly string[]): Promise<string> {
  const { code, out, err } = await runInProcess(args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  return err.trim()
}

/** A sandbox of LeanRails as a separate target, and a folder, for the tests of one file. */
export class LocalTarget {
  /** The folder of all files of the tests. */
  folder = ''
  private started: Awaited<ReturnType<typeof startLocalTarget>> | undefined

  constructor() {
    beforeAll(async () => {
      for (const name of ['API_KEY', 'OTHER_API_KEY', 'GITHUB_STEP_SUMMARY']) vi.stubEnv(name, undefined)
      this.started = await startLocalTarget('leanrails')
      this.folder = temporaryFolder('contract')
    })
    afterAll(async () => {
      vi.unstubAllEnvs()
      await this.started?.close()
    })
  }

  get baseUrl(): string {
    return this.started?.baseUrl ?? ''
  }

  get apiKey(): string {
    return this.started?.apiKey ?? ''
  }

  file(name: string, text: string): string {
    const path = join(this.folder, name)
    writeFileSync(path, text)
    return path
  }

  /** Writes a typical fixture module. `more` runs at the beginning of each `create`. */
  fixtures(name: string, more = ''): string {
    return this.file(
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
  live(...more: readonly string[]): string[] {
    return [
      '--api',
      'leanrails',
      '--base-url',
      this.baseUrl,
      '--api-key',
      this.apiKey,
      '--only',
      'lifecycle',
      ...more,
    ]
  }
}
