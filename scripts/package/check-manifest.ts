import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { readFileSync } from 'node:fs'
import { installPeers } from '../peers.ts'
import type { Tarball } from './pack.ts'
import { ROOT } from './paths.ts'

/** Checks the package with publint and arethetypeswrong. @returns their problems */
export async function checkManifest({ path }: Tarball): Promise<string[]> {
  return [...(await runPublint()), ...runAttw(path)]
}

/** Checks that every path of `package.json` exists, is packed, and has the format that it claims. */
async function runPublint(): Promise<string[]> {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>
  const { messages } = await publint({ pkgDir: ROOT, pack: 'npm', strict: true })
  return messages.map((message) => `publint: ${formatMessage(message, manifest) ?? message.code}`)
}

function runAttw(tarball: string): string[] {
  const folder = installPeers('attw', { '@arethetypeswrong/cli': '0.18.5' })
  const cli = join(folder, 'node_modules/@arethetypeswrong/cli/dist/index.js')
  try {
    // All entries but the clients are ES modules only.
    const args = [cli, tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color']
    execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' })
    console.log('arethetypeswrong: no problem')
    return []
  } catch (error) {
    const { stdout = '', message } = error as { stdout?: string; message: string }
    return [`arethetypeswrong: ${stdout === '' ? message : stdout}`]
  }
}
