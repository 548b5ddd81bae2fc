import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { peerManifest, UsageError } from '../command/index.ts'
import type { RatedChange } from './impact.ts'

/** A change as `redocly diff` reports it. */
export interface RedoclyChange extends RatedChange {
  readonly verdicts: readonly { readonly ruleId: string; readonly message: string }[]
}

/**
 * Compares two documents with `redocly diff`. The only file that knows it. Its banner and its messages are not shown.
 *
 * @throws UsageError if the command fails
 */
export async function redoclyDiff(base: unknown, revision: unknown): Promise<readonly RedoclyChange[]> {
  const folder = await mkdtemp(join(tmpdir(), 'diff-'))
  try {
    await writeFile(join(folder, 'base.json'), JSON.stringify(base))
    await writeFile(join(folder, 'revision.json'), JSON.stringify(revision))
    // JSON is valid YAML.
    await writeFile(join(folder, 'redocly.yaml'), '{"telemetry":"off","extends":["diff-recommended"]}')
    const args = ['diff', 'base.json', 'revision.json', '--format', 'json', '--fail-on', 'none']
    const { stdout } = await promisify(execFile)(process.execPath, [cliPath(), ...args], {
      cwd: folder,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      maxBuffer: 2 ** 30,
    })
    return (JSON.parse(stdout) as { changes?: RedoclyChange[] }).changes ?? []
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string }
    throw new UsageError(
      `\`redocly diff\` failed: ${(stderr ?? message).trim().split('\n').at(-1) ?? message}`,
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}

function cliPath(): string {
  return join(dirname(peerManifest('@redocly/cli', 'diff')), 'bin', 'cli.js')
}
