import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { findPort } from './find-port.ts'
import { findRepository, packageManager, toUrlPath } from './package-manager.ts'
import type { Manager } from './package-manager.ts'

/** What is known of a project without a question. */
export interface Project {
  readonly root: string
  /** Whether it has a `package.json`. Other projects are tested through the command line. */
  readonly isNode: boolean
  readonly hasVitest: boolean
  /** Another test runner, which would run a file of Vitest by mistake. */
  readonly otherRunner: string | undefined
  /** Whether its JavaScript is only this toolkit, beside a server in another language. */
  readonly isOtherLanguage: boolean
  readonly isTypeScript: boolean
  /** Whether its modules are CommonJS and its compiler distinguishes them from ES modules. */
  readonly isStrictCommonJs: boolean
  readonly manager: Manager
  /** Whether this toolkit is one of its dependencies. */
  readonly hasToolkit: boolean
  /** Whether `npm start` starts its server. */
  readonly hasStart: boolean
  /** The port that its sources name, if any. */
  readonly port: number | undefined
  readonly ci: 'github' | 'gitlab'
  /** The root of its repository, where CI looks for its files, and the path from there to the project: empty for the root. */
  readonly repository: { readonly root: string; readonly path: string }
  /** The folder of its tests, or the root. */
  readonly tests: string
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly scripts?: Readonly<Record<string, string>>
  readonly packageManager?: string
  readonly type?: string
}

/** Files of a project in another language, which tests its server through the command line. */
const OTHER_LANGUAGES =
  /^(?:pyproject\.toml|requirements\.txt|Pipfile|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|Cargo\.toml|Gemfile|composer\.json|mix\.exs|.*\.(?:py|go|rb|php|csproj|sln))$/

/** Finds out about a project from its files. */
export function inspectProject(root: string): Project {
  const has = (path: string): boolean => existsSync(join(root, path))
  const manifest = readManifest(root)
  const packages = { ...manifest?.dependencies, ...manifest?.devDependencies }
  const uses = (name: string): boolean => Object.hasOwn(packages, name) || has(`node_modules/${name}`)
  const names = readdirSync(root)
  const hasVitest = uses('vitest')
  const repository = findRepository(root) ?? root
  const isGitLab =
    !existsSync(join(repository, '.github')) &&
    (existsSync(join(repository, '.gitlab-ci.yml')) || remoteOf(repository).includes('gitlab'))
  return {
    root,
    isNode: has('package.json'),
    hasVitest,
    otherRunner: hasVitest ? undefined : otherRunner(packages, manifest?.scripts?.['test'] ?? ''),
    isOtherLanguage:
      Object.keys(packages).every((name) => name === 'openapi-contracts') &&
      names.some((name) => OTHER_LANGUAGES.test(name)),
    isTypeScript: has('tsconfig.json') || Object.hasOwn(packages, 'typescript'),
    isStrictCommonJs:
      manifest?.type !== 'module' && /"module"\s*:\s*"node/i.test(read(root, 'tsconfig.json')),
    manager: packageManager(root, manifest?.packageManager),
    hasToolkit: uses('openapi-contracts'),
    hasStart: manifest?.scripts?.['start'] !== undefined,
    port: findPort(root, manifest?.scripts),
    ci: isGitLab ? 'gitlab' : 'github',
    repository: { root: repository, path: toUrlPath(relative(repository, root)) },
    tests: ['test', 'tests'].find(has) ?? '',
  }
}

/** Test runners → how a package or the script `test` shows them. Each would take a suite of Vitest for one of its own. */
const RUNNERS: readonly (readonly [name: string, packages: readonly string[], script: RegExp])[] = [
  ['jest', ['jest', 'jest-cli', 'ts-jest', 'react-scripts'], /\bjest\b|\breact-scripts test\b/],
  ['mocha', ['mocha'], /\bmocha\b/],
  ['ava', ['ava'], /\bava\b/],
  ['jasmine', ['jasmine'], /\bjasmine\b/],
  ['tap', ['tap'], /\btap\b/],
  ['node --test', [], /\bnode\b.* --test\b|\btsx\b.* --test\b/],
  ['bun test', [], /\bbun test\b/],
  ['deno test', [], /\bdeno test\b/],
]

function otherRunner(packages: Readonly<Record<string, string>>, script: string): string | undefined {
  return RUNNERS.find(
    ([, names, pattern]) => names.some((name) => Object.hasOwn(packages, name)) || pattern.test(script),
  )?.[0]
}

function readManifest(root: string): Manifest | undefined {
  try {
    return JSON.parse(read(root, 'package.json').replace(/^\uFEFF/, '')) as Manifest
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
