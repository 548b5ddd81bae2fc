// What the scripts of package.json start: `src/cli.ts`, bundled.
//
// To load some hundred TypeScript modules one by one takes longer than to judge a server. So esbuild makes a bundle of
// them, kept below node_modules/.cache until a source changes; packages stay where they are. Where nothing can be
// written, tsx runs the sources as they are.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const sources = dirname(fileURLToPath(import.meta.url))
const cache = join(sources, '../node_modules/.cache/openapi-contracts')

/** In milliseconds: a bundle that nobody has started for so long is removed when another is made. */
const KEPT = 24 * 60 * 60 * 1000

const folder = join(cache, fingerprint())
try {
  if (!touch(folder)) await bundle(folder)
} catch {
  // Also where a source is broken: tsx says how.
  const { register } = await import('tsx/esm/api')
  register()
}
await import(touch(folder) ? pathToFileURL(join(folder, 'cli.mjs')).href : './cli.ts')

/** Names all sources as they are now: a file's size and time stand for its text. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const name of readdirSync(sources, { recursive: true, encoding: 'utf8' }).sort()) {
    const { mtimeMs, size } = statSync(join(sources, name))
    hash.update(`${name} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

/** Notes that a bundle is in use. @param {string} path @returns whether there is one */
function touch(path) {
  try {
    utimesSync(path, new Date(), new Date())
    return true
  } catch {
    return false
  }
}

/** Makes a bundle aside and moves it into its place; whoever makes the same one meanwhile does no harm. @param {string} path */
async function bundle(path) {
  const { build } = await import('esbuild')
  mkdirSync(cache, { recursive: true })
  const aside = `${path}.${process.pid}`
  await build({
    entryPoints: [join(sources, 'cli.ts')],
    outdir: aside,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    logLevel: 'silent',
    plugins: [{ name: 'places', setup: keepPlaces }],
  })
  try {
    renameSync(aside, path)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!touch(path)) throw error
  }
  for (const name of readdirSync(cache)) {
    const other = join(cache, name)
    if (Date.now() - statSync(other).mtimeMs > KEPT) rmSync(other, { recursive: true, force: true })
  }
}

/** In a bundle, too, a module finds the files beside its source. @param {import('esbuild').PluginBuild} build */
function keepPlaces(build) {
  build.onLoad({ filter: /\.[jt]s$/ }, ({ path }) => {
    if (!path.startsWith(sources)) return undefined
    const contents = readFileSync(path, 'utf8')
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
    return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' }
  })
}
