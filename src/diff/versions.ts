import { execFile } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { UsageError } from '../command/index.ts'
import { findApi, listApis } from '../description/index.ts'
import type { Api } from '../description/index.ts'
import type { Version } from './diff.ts'

const run = promisify(execFile)

/** What the user compares: a file, or a commit with the files in it. */
export type Operand = { readonly file: string } | { readonly ref: string; readonly file?: string }

/**
 * Reads an argument: a file, a git ref, or `REF:FILE`.
 *
 * @throws UsageError if it is neither
 */
export async function readOperand(root: string, text: string): Promise<Operand> {
  const path = resolve(root, text)
  if (existsSync(path) && statSync(path).isFile()) return { file: relative(root, path) }
  if (await isRef(root, text)) return { ref: text }
  const colon = text.indexOf(':')
  if (colon > 0 && (await isRef(root, text.slice(0, colon))))
    return { ref: text.slice(0, colon), file: text.slice(colon + 1) }
  throw new UsageError(
    `\`${text}\` is neither a file nor a git ref (a tag, a branch or a commit). Names of refs: \`git tag\`, \`git branch\`.`,
  )
}

/** Returns the newest tag. @throws UsageError without git or without a tag */
export async function newestTag(root: string): Promise<string> {
  const args = [
    'for-each-ref',
    '--sort=-v:refname',
    '--sort=-creatordate',
    '--count=1',
    '--format=%(refname:short)',
  ]
  const tag = (await git(root, [...args, 'refs/tags'])).trim()
  if (tag === '')
    throw new UsageError('This repository has no tag to compare with. Name a file or a git ref: `diff BASE`.')
  return tag
}

/** Returns the APIs to compare: the given ones, those of a file, or all of `redocly.yaml`. */
export function apisToCompare(root: string, names: readonly string[], files: readonly string[]): Api[] {
  if (names.length > 0) return names.map((name) => findApi(root, name))
  const [file] = files
  return file === undefined ? listApis(root) : [findApi(root, file)]
}

/**
 * Reads one version of an API. The files of a commit are written to a temporary folder.
 *
 * @returns the version and a function that removes the folder; undefined if the commit has no such file
 */
export async function openVersion(
  root: string,
  api: Api,
  operand: Operand | undefined,
): Promise<{ version: Version; close: () => Promise<void> } | undefined> {
  const file = operand?.file ?? api.file
  const at: Api = {
    name: api.name,
    file,
    ...(file === api.file && api.overlays && { overlays: api.overlays }),
  }
  if (operand === undefined || !('ref' in operand))
    return { version: { root, api: at, prefix: '' }, close: () => Promise.resolve() }
  const folder = await mkdtemp(join(tmpdir(), 'diff-'))
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    await extract(root, operand.ref, [dirname(file), ...(at.overlays ?? [])], folder)
    if (existsSync(join(folder, file)))
      return { version: { root: folder, api: at, prefix: `${operand.ref}:` }, close }
    await close()
    return undefined
  } catch (error) {
    await close()
    throw error
  }
}

/** Files that can be a part of a description. */
const PARTS = /\.(?:ya?ml|json|md)$/i

async function extract(root: string, ref: string, paths: readonly string[], folder: string): Promise<void> {
  const listed = await git(root, ['ls-tree', '-r', '-z', '--name-only', ref, '--', ...paths])
  const files = listed.split('\0').filter((file) => PARTS.test(file) && !/(^|\/)node_modules\//.test(file))
  for (const file of files) {
    const text = await git(root, ['show', `${ref}:./${file}`])
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
}

async function isRef(root: string, text: string): Promise<boolean> {
  if (text.startsWith('-')) return false
  return git(root, ['rev-parse', '--verify', '--quiet', `${text}^{commit}`]).then(
    () => true,
    () => false,
  )
}

async function git(root: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run('git', ['-c', 'core.quotePath=false', ...args], {
      cwd: root,
      maxBuffer: 2 ** 30,
    })
    return stdout
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string }
    if (code === 'ENOENT')
      throw new UsageError('`git` was not found. Compare two files instead: `diff BASE REVISION`.')
    if (/not a git repository/i.test(stderr ?? ''))
      throw new UsageError(
        'This folder is in no git repository, so there is no tag to compare with. Compare two files: `diff BASE REVISION`.',
      )
    throw new UsageError(`\`git ${args[0] ?? ''}\` failed: ${(stderr ?? '').trim().split('\n')[0] ?? ''}`)
  }
}
