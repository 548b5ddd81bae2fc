import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundle } from '../../scripts/package/bundle.ts'
import { copyData } from '../../scripts/package/data.ts'
import { PEERS } from '../../src/command/index.ts'
import { NOTES } from '../../scripts/package/notes.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const repository = join(import.meta.dirname, '../..')
const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
  bin: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  exports: Record<string, string | Conditions>
  files: string[]
  peerDependencies: Record<string, string>
  typesVersions: { '*': Record<string, string[]> }
  version: string
  peerDependenciesMeta: Record<string, { optional: boolean }>
}
/** The targets of an entry, and those for a resolver that knows a condition. */
interface Conditions {
  types: string
  default: string
  require?: Conditions
  'module-sync'?: Conditions
}

let project: string
let installed: string

/** A project with the package as npm would install it: with its dependencies, and without any peer. */
beforeAll(async () => {
  project = temporaryFolder('package')
  installed = join(project, 'node_modules/openapi-contracts')
  const dist = join(installed, 'dist')
  await bundle(['leanrails', 'stripe'], dist)
  copyData(dist)
  cpSync(join(repository, 'package.json'), join(installed, 'package.json'))
  for (const name of Object.keys(manifest.dependencies)) link(name)
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(project, 'notes.yaml'), NOTES)
})

function link(name: string): void {
  const path = join(project, 'node_modules', name)
  mkdirSync(join(path, '..'), { recursive: true })
  symlinkSync(join(repository, 'node_modules', name), path)
}

interface Ended {
  code: number
  stdout: string
  stderr: string
}

async function node(...args: string[]): Promise<Ended> {
  try {
    const ended = await promisify(execFile)(process.execPath, args, { cwd: project })
    return { code: 0, ...ended }
  } catch (error) {
    return error as Ended
  }
}

const run = (...args: string[]): Promise<Ended> => node(join(installed, 'dist/lib/main.js'), ...args)

/** Evaluates an expression with everything that an entry exports, as `entry`. */
const evaluate = (entry: string, expression: string): Promise<Ended> =>
  node('--input-type=module', '-e', `import * as entry from '${entry}'\nconsole.log(${expression})`)

describe('package.json', () => {
  it('names versions of the peers that the commands ask for', () => {
    for (const [name, version] of Object.entries(PEERS)) {
      expect(manifest.peerDependencies).toHaveProperty([name])
      expect(manifest.devDependencies[name]).toBe(version)
    }
    expect(Object.keys(manifest.peerDependenciesMeta)).toEqual(Object.keys(manifest.peerDependencies))
    expect(Object.values(manifest.peerDependenciesMeta).every(({ optional }) => optional)).toBe(true)
  })

  it('exports files that the build writes, inside of what is packed', () => {
    const filesOf = (target: string | Conditions): string[] =>
      typeof target === 'string' ? [target] : Object.values(target).flatMap(filesOf)
    const targets = Object.entries(manifest.exports).flatMap(([name, target]) =>
      name === './package.json' ? [] : filesOf(target),
    )
    for (const target of targets)
      expect(manifest.files.some((folder) => target.startsWith(`./${folder}/`))).toBe(true)
    for (const target of targets.filter((path) => /\.c?js$/.test(path) && !path.includes('*')))
      expect(existsSync(join(installed, target)), target).toBe(true)
  })

  it('names the declarations of each entry for a compiler that knows no exports', () => {
    for (const [name, target] of Object.entries(manifest.exports)) {
      if (typeof target === 'string') continue
      const [pattern, [path = ''] = []] =
        Object.entries(manifest.typesVersions['*']).find(([key]) => key === '*' || `./${key}` === name) ?? []
      expect(pattern === '*' ? path.replace('*', name.slice(2)) : path).toBe(target.types)
    }
  })

  it('packs every file that a packed page links to', async () => {
    const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: repository,
      shell: process.platform === 'win32',
    })
    const [packed] = Object.values(JSON.parse(stdout) as { files: { path: string }[] }[])
    const paths = (packed?.files ?? []).map(({ path }) => path)
    const pages = paths.filter((path) => path.endsWith('.md'))
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/client.md', 'openapi/README.md']))
    const dead = pages.flatMap((page) =>
      [...readFileSync(join(repository, page), 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
        .map(([, link = '']) => posix.join(posix.dirname(page), link))
        .filter((path) => !paths.some((each) => each === path || each.startsWith(path.replace(/\/?$/, '/'))))
        .map((path) => `${page}: ${path}`),
    )
    expect(dead).toEqual([])
  })

  it('leaves the installation of everything else to the developers of this repository', () => {
    expect(Object.keys(manifest.dependencies)).toEqual([
      '@redocly/openapi-core',
      'esbuild',
      'openapi-fetch',
      'typescript',
    ])
  })
})

describe('the installed package', () => {
  it.each([
    ['leanrails', ['createLeanRails', 'validateCanceledPaymentIntent']],
    ['stripe', ['createStripe']],
    ['client', ['connect', 'retryingFetch']],
    ['contract', ['defineFixtures', 'describeContract', 'runContract']],
    ['mock', ['startMock']],
    ['sandbox', ['startSandbox']],
    ['mock/fixtures', ['default']],
    ['sandbox/fixtures', ['default']],
    ['redocly-plugin', ['default']],
  ])('exports the names of ./%s', async (entry, names) => {
    const { stdout, stderr } = await evaluate(
      `openapi-contracts/${entry}`,
      'JSON.stringify(Object.keys(entry))',
    )
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual(expect.arrayContaining(names))
  })

  it.each(['leanrails', 'stripe', 'client'])(
    'loads only its own files and openapi-fetch for ./%s',
    async (entry) => {
      writeFileSync(
        join(project, 'hooks.mjs'),
        `import { writeSync } from 'node:fs'
export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context)
  writeSync(1, resolved.url + '\\n')
  return resolved
}`,
      )
      const { stdout } = await node(
        '--input-type=module',
        '-e',
        `import { register } from 'node:module'
register('./hooks.mjs', '${pathToFileURL(join(project, '/')).href}')
await import('openapi-contracts/${entry}')`,
      )
      const loaded = stdout.trim().split('\n')
      expect(loaded.length).toBeGreaterThan(1)
      expect(loaded.filter((url) => !/\/(?:openapi-contracts|openapi-fetch)\/dist\//.test(url))).toEqual([])
      const ours = loaded.filter((url) => url.includes('/openapi-contracts/dist/'))
      const text = ours.map((url) => readFileSync(new URL(url), 'utf8')).join('\n')
      expect([...text.matchAll(/\bfrom "([^.][^"]*)"/g)].map(([, name]) => name)).toEqual(['openapi-fetch'])
      expect(text).not.toMatch(/\bnode:|\bprocess\.|\bBuffer\b/)
    },
  )

  it('has one set of error classes for all clients', async () => {
    const { stdout } = await node(
      '--input-type=module',
      '-e',
      `import { ApiError } from 'openapi-contracts/client'
import { ApiError as A } from 'openapi-contracts/leanrails'
import { ApiError as B } from 'openapi-contracts/stripe'
console.log(ApiError === A && A === B)`,
    )
    expect(stdout).toBe('true\n')
  })

  it('can be required by a project of CommonJS', async () => {
    const { stdout, stderr } = await node(
      '--input-type=commonjs',
      '-e',
      `console.log(typeof require('openapi-contracts/leanrails').createLeanRails)`,
    )
    expect({ stdout, stderr }).toEqual({ stdout: 'function\n', stderr: '' })
  })

  it('has the clients as CommonJS too, for a test runner that cannot require ES modules', async () => {
    // What Jest resolves to before Node.js 24.9: it does not know `module-sync`.
    const pathOf = (entry: string): string => {
      const target = manifest.exports[`./${entry}`]
      return join(installed, typeof target === 'object' ? (target.require?.default ?? '') : '')
    }
    const paths = ['client', 'leanrails', 'stripe'].map(pathOf)
    const { stdout, stderr } = await node(
      '--input-type=commonjs',
      '-e',
      `const [client, leanrails, stripe] = ${JSON.stringify(paths)}.map((path) => require(path))
console.log(leanrails.ApiError === client.ApiError && stripe.ApiError === client.ApiError)
console.log(typeof leanrails.createLeanRails, typeof stripe.createStripe, leanrails.validateCanceledPaymentIntent({}))`,
    )
    expect({ stdout, stderr }).toEqual({ stdout: 'true\nfunction function false\n', stderr: '' })
  })

  it('has one set of error classes for ES modules and CommonJS in one program', async () => {
    const { stdout } = await node(
      '--input-type=module',
      '-e',
      `import { createRequire } from 'node:module'
import { ApiError } from 'openapi-contracts/client'
console.log(createRequire(import.meta.url)('openapi-contracts/leanrails').ApiError === ApiError)`,
    )
    expect(stdout).toBe('true\n')
  })

  it('prints its version', async () => {
    expect((await run('--version')).stdout).toBe(`${manifest.version}\n`)
  })

  it('exports the schemas of the extensions', () => {
    expect(existsSync(join(installed, 'dist/data/description/extensions/x-idempotency.json'))).toBe(true)
  })

  it('tests an API that comes with it, with file and line of the installed description', async () => {
    const { code, stdout } = await run(
      'contract',
      '--api',
      'leanrails',
      '--only',
      'idempotency',
      '--reporter',
      'json',
    )
    const report = JSON.parse(stdout) as { rules: { source: string; verdict: string }[] }
    expect(code).toBe(0)
    expect(report.rules.some(({ verdict }) => verdict === 'passed')).toBe(true)
    expect(report.rules[0]?.source).toMatch(
      /^node_modules\/openapi-contracts\/dist\/openapi\/leanrails\.yaml:\d+$/,
    )
  })

  it('generates what the clone generates, from the path of a description', async () => {
    const { code, stderr } = await run('generate', 'notes.yaml')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const client = readFileSync(join(project, 'generated/notes/client.ts'), 'utf8')
    expect(client).toMatch(/^\/\/ Generated from notes\.yaml by `npx openapi-contracts generate`\./)
    expect((await run('generate', 'notes.yaml', '--check')).code).toBe(0)
  })

  it('checks a description with the rules of a redocly.yaml that uses its plugin', async () => {
    writeFileSync(
      join(project, 'redocly.yaml'),
      `apis: { notes: { root: notes.yaml } }
plugins: [openapi-contracts/redocly-plugin]
extends: [contract/all]
`,
    )
    const { code, stdout, stderr } = await run('lint')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toBe('notes.yaml: no error, no warning\n')
  })

  it('asks in one line for the package that a command needs', async () => {
    expect(await run('mock', 'notes.yaml')).toMatchObject({
      code: 2,
      stderr: `\`mock\` needs Prism: npm install -D @stoplight/prism-cli@${PEERS['@stoplight/prism-cli']}\n`,
    })
    expect((await run('selftest', '--api', 'notes.yaml')).stderr).toMatch(/^`selftest` needs Prism: npm/)
    expect((await run('dev')).stderr).toMatch(/^`dev` needs Prism and Redocly CLI: npm install -D [^\n]+\n$/)
    for (const command of ['mock', 'docs', 'dev', 'diff', 'selftest'])
      expect((await run(command, '--help')).stdout).toMatch(
        new RegExp(`^Usage: npx openapi-contracts ${command}`),
      )
    const docs = await run('docs', 'notes.yaml')
    expect(docs.code).toBe(2)
    expect(docs.stderr).toMatch(/^`docs` needs Redoc[^:\n]*: npm install -D @redocly\/cli@[^\n]+\n$/)
    const mock = await evaluate(
      'openapi-contracts/mock',
      `await entry.startMock('notes.yaml').catch((e) => e.message)`,
    )
    expect(mock.stdout).toMatch(/^`mock` needs Prism/)
  })

  it('mocks with the Prism of the project', async () => {
    link('@stoplight/prism-cli')
    const { stdout, stderr } = await evaluate(
      'openapi-contracts/mock',
      `await entry.startMock('notes.yaml').then(async (mock) => {
  const response = await fetch(mock.url + '/notes')
  const text = await response.text()
  await mock.close()
  return text
})`,
    )
    expect({ stdout, stderr }).toEqual({ stdout: '["a note"]\n', stderr: '' })
  })

  it('reads a fixture module in TypeScript, or says what it needs', async () => {
    writeFileSync(
      join(project, 'fixtures.ts'),
      'export default { create: (state: string) => Promise.resolve(undefined) }',
    )
    const { typescript = false } = process.features as { typescript?: string | false }
    const args = [
      'contract',
      '--api',
      'notes.yaml',
      '--base-url',
      'http://127.0.0.1:9',
      '--fixtures',
      'fixtures.ts',
    ]
    const { code, stderr } = await run(...args)
    expect(code).toBe(2)
    if (typescript === false)
      expect(stderr).toBe(
        `fixtures.ts: the fixture module cannot be loaded: Node.js ${process.versions.node} cannot read TypeScript. Write JavaScript (\`.mjs\`), use Node.js 22.18 or newer, or install tsx: npm install -D tsx\n`,
      )
    else expect(stderr).not.toContain('cannot be loaded')
  })

  it('finds a fixture module that a package exports', async () => {
    const args = ['contract', '--api', 'notes.yaml', '--base-url', 'http://127.0.0.1:9']
    const { stderr } = await run(...args, '--fixtures', 'openapi-contracts/mock/fixtures')
    expect(stderr).not.toContain('fixture module')
    const missing = await run(...args, '--fixtures', 'openapi-contracts/no/fixtures')
    expect(missing.stderr).toContain('openapi-contracts/no/fixtures: the fixture module does not exist.')
  })
})
