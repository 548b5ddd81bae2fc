// Starts `src/cli.ts`, bundled. The scripts of package.json call this file.
//
// Loading some hundred TypeScript modules one by one takes longer than testing a server. So esbuild bundles them into
// node_modules/.cache, until a source changes, with the packages that most commands load. If the bundle cannot be written,
// tsx runs the sources.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { leanTypeScript, requiredCompiler } from './bundling.js'

const sources = dirname(fileURLToPath(import.meta.url))
const cache = join(sources, '../node_modules/.cache/openapi-contracts')

/**
 * The packages that are bundled, with all that they import: hundreds of small modules, of which most commands need a few
 * packages. Node.js would look for each of them in the file system.
 */
const BUNDLED =
  /^(?:ajv|ajv-formats|jsonc-parser|jsonpath-rfc9535|openapi-typescript|safe-stable-stringify|whatwg-mimetype|yaml)(?:\/|$)/

/** How long an unused bundle is kept, in milliseconds. Older ones are removed when a bundle is made. */
const MAX_AGE = 24 * 60 * 60 * 1000

const folder = join(cache, fingerprint())
try {
  if (!touch(folder)) await bundle(folder)
} catch (error) {
  // Also for an invalid source: tsx reports the error.
  console.error(`Cannot bundle the sources, so this start is slower: ${firstLine(error)}`)
  const { register } = await import('tsx/esm/api')
  register()
}
await import(touch(folder) ? pathToFileURL(join(folder, 'cli.mjs')).href : './cli.ts')

/** Returns a digest of all sources, made from the size and the time of each file, and of the installed packages. */
function fingerprint() {
  const hash = createHash('sha256')
  const installed = statSync(join(sources, '../node_modules/.package-lock.json'), { throwIfNoEntry: false })
  hash.update(`${installed?.mtimeMs} ${installed?.size}\n`)
  // Not `recursive`, which takes several times as long.
  const folders = [sources]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        folders.push(path)
        continue
      }
      const { mtimeMs, size } = statSync(path)
      hash.update(`${path.slice(sources.length)} ${mtimeMs} ${size}\n`)
    }
  }
  return hash.digest('hex').slice(0, 16)
}

/** @param {unknown} error */
function firstLine(error) {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0]
}

/** Marks a bundle as used. @param {string} path @returns whether it exists */
function touch(path) {
  try {
    utimesSync(path, new Date(), new Date())
    return true
  } catch {
    return false
  }
}

/** Makes a bundle and moves it to its path, so that several processes can make the same one. @param {string} path */
async function bundle(path) {
  const { build } = await import('esbuild')
  mkdirSync(cache, { recursive: true })
  const temporary = `${path}.${process.pid}`
  await build({
    entryPoints: [join(sources, 'cli.ts')],
    outdir: temporary,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'silent',
    // The other field of some packages is a format that cannot be bundled.
    mainFields: ['module', 'main'],
    // Bundled CommonJS modules require modules of Node.js.
    banner: {
      js: "import { createRequire as requireIn } from 'node:module'; const require = requireIn(import.meta.url);",
    },
    plugins: [
      { name: 'paths', setup: keepPaths },
      leanTypeScript,
      requiredCompiler,
      { name: 'packages', setup: keepPackages },
    ],
  })
  try {
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    if (!touch(path)) throw error
  }
  for (const name of readdirSync(cache)) {
    const other = join(cache, name)
    if (Date.now() - statSync(other).mtimeMs > MAX_AGE) rmSync(other, { recursive: true, force: true })
  }
}

/** Keeps the paths of the sources, so that a bundled module finds the files next to its source. @param {import('esbuild').PluginBuild} build */
function keepPaths(build) {
  build.onLoad({ filter: /\.[jt]s$/ }, ({ path }) => {
    if (!path.startsWith(sources)) return undefined
    const contents = readFileSync(path, 'utf8')
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
    return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' }
  })
}

/** Leaves all packages but a few where they are installed. @param {import('esbuild').PluginBuild} build */
function keepPackages(build) {
  build.onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) =>
    kind === 'entry-point' || BUNDLED.test(path) || !importer.startsWith(sources)
      ? undefined
      : { path, external: true },
  )
}
