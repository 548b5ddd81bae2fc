import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is known of a project without a question. */
export interface Project {
  readonly root: string
  /** Whether it has a `package.json`. Other projects are tested through the command line. */
  readonly isNode: boolean
  readonly hasVitest: boolean
  /** Another test runner, which would run a file of Vitest by mistake. */
  readonly otherRunner: string | undefined
  readonly isTypeScript: boolean
  /** Whether its modules are CommonJS and its compiler distinguishes them from ES modules. */
  readonly isStrictCommonJs: boolean
  readonly manager: Manager
  /** Whether this toolkit is one of its dependencies. */
  readonly hasToolkit: boolean
  /** Whether `npm start` starts its server. */
  readonly hasStart: boolean
  readonly ci: 'github' | 'gitlab'
  /** The folder of its tests, or the root. */
  readonly tests: string
}

type Manager = 'npm' | 'pnpm' | 'yarn' | 'bun'

/** How a package manager installs what is locked, adds a development dependency, and runs a program. */
export const MANAGERS: Readonly<
  Record<Manager, { install: string; add: string; exec: string; start: string }>
> = {
  npm: { install: 'npm ci', add: 'npm install -D', exec: 'npx', start: 'npm start' },
  pnpm: {
    install: 'pnpm install --frozen-lockfile',
    add: 'pnpm add -D',
    exec: 'pnpm exec',
    start: 'pnpm start',
  },
  yarn: { install: 'yarn install --immutable', add: 'yarn add -D', exec: 'yarn', start: 'yarn start' },
  bun: { install: 'bun install --frozen-lockfile', add: 'bun add -d', exec: 'bunx', start: 'bun run start' },
}

const LOCK_FILES: Readonly<Record<string, Manager>> = {
  'package-lock.json': 'npm',
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly scripts?: Readonly<Record<string, string>>
  readonly packageManager?: string
  readonly type?: string
}

/** Finds out about a project from its files. */
export function inspectProject(root: string): Project {
  const has = (path: string): boolean => existsSync(join(root, path))
  const manifest = readManifest(root)
  const packages = { ...manifest?.dependencies, ...manifest?.devDependencies }
  const uses = (name: string): boolean => Object.hasOwn(packages, name) || has(`node_modules/${name}`)
  const hasVitest = uses('vitest')
  const locked = Object.keys(LOCK_FILES).find(has)
  const [named = ''] = (manifest?.packageManager ?? '').split('@')
  const isManager = (name: string): name is Manager => Object.hasOwn(MANAGERS, name)
  const isGitLab = !has('.github') && (has('.gitlab-ci.yml') || remoteOf(root).includes('gitlab'))
  return {
    root,
    isNode: manifest !== undefined,
    hasVitest,
    otherRunner: hasVitest
      ? undefined
      : ['jest', 'mocha', 'ava', 'jasmine'].find((name) => Object.hasOwn(packages, name)),
    isTypeScript: has('tsconfig.json') || Object.hasOwn(packages, 'typescript'),
    isStrictCommonJs:
      manifest?.type !== 'module' && /"module"\s*:\s*"node/i.test(read(root, 'tsconfig.json')),
    manager: isManager(named) ? named : (LOCK_FILES[locked ?? ''] ?? 'npm'),
    hasToolkit: uses('openapi-contracts'),
    hasStart: manifest?.scripts?.['start'] !== undefined,
    ci: isGitLab ? 'gitlab' : 'github',
    tests: ['test', 'tests'].find(has) ?? '',
  }
}

function readManifest(root: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
  } catch {
    return undefined
  }
}

function remoteOf(root: string): string {
  return /url = (.*)/.exec(read(root, '.git/config'))?.[1] ?? ''
}

/** Returns the text of a file; empty if it cannot be read. */
function read(root: string, path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return ''
  }
}
