import { createHash } from 'node:crypto'
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { build } from 'esbuild'
import type { BuildOptions, OnResolveResult, Plugin } from 'esbuild'
import { isOfOpenapiTypescript, leanTypeScript, requiredCompiler } from '../../src/bundling.js'
import { FOLDERS, ROOT } from './paths.ts'

const SOURCES = join(ROOT, 'src')

const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  version: string
  dependencies: Record<string, string>
  peerDependencies: Record<string, string>
}

/** The packages that a user installs: those of `dependencies` and `peerDependencies`. All others are bundled. */
const EXTERNAL = new Set([...Object.keys(MANIFEST.dependencies), ...Object.keys(MANIFEST.peerDependencies)])

/**
 * Packages that are large and rarely needed, or that the sources require by name. Each becomes one file, which is loaded
 * when it is first needed. recheck would install 52 MB of binaries: its pure JavaScript is enough.
 */
const VENDORED = ['recheck/lib/browser.js', 're2js', 'fast-check'] as const

const COMMON: BuildOptions & { metafile: true } = {
  bundle: true,
  target: 'node20.19',
  logLevel: 'warning',
  metafile: true,
  // The other field of some packages is a format that cannot be bundled.
  mainFields: ['module', 'main'],
  charset: 'utf8',
  absWorkingDir: ROOT,
}

/**
 * Bundles the command line and each entry of the package. What several need is a chunk, so that an entry loads no more
 * than its own code.
 *
 * @returns the packages whose code is in the bundle
 */
export async function bundle(apis: readonly string[], dist: string): Promise<Set<string>> {
  const outdir = join(dist, FOLDERS.lib)
  const results = [
    // The command line, and what programs of Node.js import.
    await build({
      ...COMMON,
      outdir,
      entryPoints: {
        main: 'src/cli.ts',
        contract: 'src/package/contract.ts',
        mock: 'src/package/mock.ts',
        'mock-fixtures': 'src/mock/fixtures.js',
        sandbox: 'src/package/sandbox.ts',
        'sandbox-fixtures': 'src/sandbox/fixtures.js',
        'redocly-plugin': 'src/description/lint/plugin.js',
      },
      platform: 'node',
      splitting: true,
      format: 'esm',
      define: {
        OPENAPI_CONTRACTS_BUILD: JSON.stringify(digestOfSources()),
        OPENAPI_CONTRACTS_VERSION: JSON.stringify(MANIFEST.version),
      },
      // Bundled CommonJS modules require modules of Node.js.
      banner: {
        js: "import { createRequire as requireIn } from 'node:module'; const require = requireIn(import.meta.url);",
      },
      plugins: [dataPaths, leanTypeScript, requiredCompiler, packages],
    }),
    // The clients, which also run in browsers.
    await build({
      ...clients(apis, outdir),
      splitting: true,
      format: 'esm',
      plugins: [apiEntries, sharedRuntime({ path: join(SOURCES, 'client/index.ts') }), packages],
    }),
    // The clients for test runners and bundlers that cannot require ES modules.
    await build({
      ...clients(apis, outdir),
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
      plugins: [apiEntries, sharedRuntime({ path: './client.cjs', external: true }), packages],
    }),
    await build({
      ...COMMON,
      outdir,
      entryPoints: Object.fromEntries(VENDORED.map((name) => [`vendor/${vendorName(name)}`, name])),
      platform: 'node',
      outExtension: { '.js': '.cjs' },
      format: 'cjs',
      minify: true,
    }),
  ]
  const main = join(outdir, 'main.js')
  writeFileSync(main, `#!/usr/bin/env node\n${readFileSync(main, 'utf8')}`)
  chmodSync(main, 0o755)
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs))
  return new Set(
    inputs.flatMap(
      (path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[0].replace(/\/$/, '') ?? [],
    ),
  )
}

function clients(apis: readonly string[], outdir: string): BuildOptions & { metafile: true } {
  const entryPoints = {
    client: 'src/client/index.ts',
    ...Object.fromEntries(apis.map((api) => [api, `api:${api}`])),
  }
  return { ...COMMON, outdir, entryPoints, platform: 'neutral' }
}

/** Returns a digest of all sources. It tells one version of the toolkit from another in the cache. */
function digestOfSources(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).sort())
    if (/\.\w+$/.test(name)) hash.update(`${name}\n${readFileSync(join(SOURCES, name), 'utf8')}`)
  return hash.digest('hex').slice(0, 16)
}

/** Makes the entry of an API: its generated client, types and validators. */
const apiEntries: Plugin = {
  name: 'apis',
  setup(build) {
    build.onResolve({ filter: /^api:/ }, ({ path }) => ({ path: path.slice(4), namespace: 'api' }))
    build.onLoad({ filter: /.*/, namespace: 'api' }, ({ path }) => ({
      contents: `export * from './generated/${path}/index.ts'\nexport * from './generated/${path}/validators/index.ts'`,
      resolveDir: ROOT,
    }))
  },
}

/** Lets all clients of the package share one runtime, so that an error of one is an `instanceof` the classes of all. */
const sharedRuntime = (runtime: OnResolveResult): Plugin => ({
  name: 'runtime',
  setup(build) {
    build.onResolve({ filter: /\/runtime\/index\.[jt]s$/ }, ({ importer }) =>
      importer.startsWith(join(ROOT, 'generated')) ? runtime : undefined,
    )
  },
})

/** Lets the code find in `dist/data/` what its source reads beside itself, and the packages in `vendor/`. */
const dataPaths: Plugin = {
  name: 'paths',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.[jt]s$/ }, ({ path }) => {
      if (!path.startsWith(SOURCES)) return undefined
      const text = readFileSync(path, 'utf8')
      if (!text.includes('import.meta')) return undefined
      const data = `../data/${relative(SOURCES, path).replaceAll('\\', '/')}`
      let contents = text
      for (const name of VENDORED)
        contents = contents.replace(
          `createRequire(import.meta.url)('${name}')`,
          `createRequire(here)('./vendor/${vendorName(name)}.cjs')`,
        )
      contents = contents
        .replaceAll('import.meta.url', `new URL(${JSON.stringify(data)}, here).href`)
        .replaceAll('import.meta.dirname', `dirnameOf(pathOf(new URL(${JSON.stringify(data)}, here)))`)
        .replaceAll(/\bhere\b/g, 'import.meta.url')
      const needed = [
        ["import { dirname as dirnameOf } from 'node:path'", 'dirnameOf('],
        ["import { fileURLToPath as pathOf } from 'node:url'", 'pathOf('],
      ].flatMap(([line = '', call = '']) => (contents.includes(call) ? [line] : []))
      return { contents: [...needed, contents].join('\n'), loader: path.endsWith('.ts') ? 'ts' : 'js' }
    })
  },
}

/** Leaves the packages that a user installs where they are installed. */
const packages: Plugin = {
  name: 'packages',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) => {
      // It has an older version of its own.
      if (path.startsWith('@redocly/') && isOfOpenapiTypescript(importer)) return undefined
      const name = /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path
      return kind !== 'entry-point' && EXTERNAL.has(name) ? { path, external: true } : undefined
    })
  },
}

function vendorName(specifier: string): string {
  return dirname(specifier) === '.' ? specifier : (specifier.split('/')[0] ?? specifier)
}
