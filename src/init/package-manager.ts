import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

/** How a package manager is set up in CI, installs what is locked, adds a development dependency, and runs a program. */
export interface Manager {
  readonly name: string
  /** The command that makes it available in CI, where only npm is. */
  readonly setup?: string
  readonly install: string
  readonly add: string
  readonly exec: string
  readonly start: string
}

const npm: Manager = {
  name: 'npm',
  install: 'npm ci',
  add: 'npm install -D',
  exec: 'npx',
  start: 'npm start',
}

/** npm before its first installation: `npm ci` needs a lock file. */
const unlocked: Manager = { ...npm, install: 'npm install' }

const pnpm: Manager = {
  name: 'pnpm',
  setup: 'corepack enable',
  install: 'pnpm install --frozen-lockfile',
  add: 'pnpm add -D',
  exec: 'pnpm exec',
  start: 'pnpm start',
}

const yarn: Manager = {
  name: 'yarn',
  setup: 'corepack enable',
  install: 'yarn install --immutable',
  add: 'yarn add -D',
  exec: 'yarn',
  start: 'yarn start',
}

/** Yarn 1, which knows no `--immutable`. */
const yarn1: Manager = { ...yarn, install: 'yarn install --frozen-lockfile' }

const bun: Manager = {
  name: 'bun',
  setup: 'npm install -g bun',
  install: 'bun install --frozen-lockfile',
  add: 'bun add -d',
  exec: 'bunx',
  start: 'bun run start',
}

const LOCK_FILES: readonly (readonly [file: string, manager: Manager])[] = [
  ['pnpm-lock.yaml', pnpm],
  ['yarn.lock', yarn],
  ['bun.lock', bun],
  ['bun.lockb', bun],
  ['package-lock.json', npm],
  ['npm-shrinkwrap.json', npm],
]

/**
 * Returns the package manager of a project: the one that its manifest names, or the one whose lock file is in the project or,
 * for a workspace, in a folder above it.
 *
 * @param named `packageManager` of the manifest, such as `pnpm@10.1.0`
 */
export function packageManager(root: string, named = ''): Manager {
  const [name, version = ''] = named.split('@')
  const folder = foldersUp(root).find((path) => lockOf(path) !== undefined)
  const [file, locked] = (folder === undefined ? undefined : lockOf(folder)) ?? []
  if (name === 'yarn') return /^1\./.test(version) ? yarn1 : yarn
  if (name === 'pnpm') return pnpm
  if (name === 'bun') return bun
  if (file === 'yarn.lock' && folder !== undefined) return isYarn1(join(folder, file)) ? yarn1 : yarn
  return locked ?? unlocked
}

function lockOf(folder: string): (typeof LOCK_FILES)[number] | undefined {
  return LOCK_FILES.find(([file]) => existsSync(join(folder, file)))
}

function isYarn1(path: string): boolean {
  return readFileSync(path, 'utf8').includes('# yarn lockfile v1')
}

/** Returns the root of the Git repository that a folder is in. Undefined if it is in none. */
export function findRepository(root: string): string | undefined {
  return foldersUp(root).find((folder) => existsSync(join(folder, '.git')))
}

/** Returns a folder and those above it, up to the root of the repository. Outside of a repository, only the folder. */
function foldersUp(root: string): string[] {
  const folders: string[] = []
  for (let folder = root; ; folder = dirname(folder)) {
    folders.push(folder)
    if (existsSync(join(folder, '.git'))) return folders
    if (dirname(folder) === folder) return [root]
  }
}

/** Returns a path with slashes, on Windows too. */
export const toUrlPath = (path: string): string => path.split(sep).join('/')
