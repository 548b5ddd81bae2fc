import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '../temporary-folder.ts'

/** This repository's root. */
export const repository = fileURLToPath(new URL('../..', import.meta.url))

/** Creates a project in a temporary folder that is deleted after the tests of the file. @returns its root */
export function makeProject(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder('codegen')
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

/** Returns the text of every file in `folder`, and with `withTime` also the time at which it was written. */
export function snapshot(folder: string, withTime = false): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    paths
      .sort()
      .map((path) => [
        path.slice(folder.length + 1),
        (withTime ? `${statSync(path).mtimeMs} ` : '') + readFileSync(path, 'utf8'),
      ]),
  )
}

interface ProcessResult {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs `node` with these arguments in a folder. */
export function runNode(
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<ProcessResult> {
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env } })
  const ended: ProcessResult = { code: null, stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (ended.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (ended.stderr += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ ...ended, code }))
  })
}

/** Runs the command line in a folder, as `npm run` does. */
export function runCommand(
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<ProcessResult> {
  return runNode(cwd, [join(repository, 'src/main.js'), ...args], env)
}

/** Writes generated files into a folder. */
export function writeArtefacts(
  folder: string,
  artefacts: readonly { readonly name: string; readonly text: string }[],
): void {
  for (const { name, text } of artefacts) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}
