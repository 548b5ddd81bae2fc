import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rollup } from 'rollup'
import type { Plugin } from 'rollup'
import { dts } from 'rollup-plugin-dts'
import { ROOT } from './paths.ts'

/** Entry → the source whose declarations it has. */
const ENTRIES = {
  contract: 'src/package/contract.ts',
  mock: 'src/package/mock.ts',
  'mock-fixtures': 'src/mock/fixtures.js',
  sandbox: 'src/package/sandbox.ts',
  'sandbox-fixtures': 'src/sandbox/fixtures.js',
  client: 'client.ts',
  'redocly-plugin': 'src/description/lint/plugin.js',
} as const

/** Writes the declarations of each entry, without those of what it uses inside. */
export async function declare(apis: readonly string[], output: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'declarations-'))
  try {
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
    const project = join(import.meta.dirname, 'tsconfig.json')
    execFileSync(process.execPath, [tsc, '-p', project, '--outDir', folder], { stdio: 'inherit' })
    declareClient(folder)
    for (const api of apis) declareApi(folder, api)
    const sources = Object.entries(ENTRIES).map(([name, source]) => [
      name,
      source.replace(/\.[jt]s$/, '.d.ts'),
    ])
    const bundle = await rollup({
      input: Object.fromEntries(
        [...sources, ...apis.map((api) => [api, `${api}.d.ts`])].map(([name = '', file = '']) => [
          name,
          join(folder, file),
        ]),
      ),
      plugins: [sharedRuntime(folder), dts({ tsconfig: project })],
      external: /^[^./]/,
      onLog(level, log) {
        // A type without a public name, for example.
        if (level === 'warn' && log.code !== 'EMPTY_BUNDLE') throw new Error(log.message)
      },
    })
    await bundle.write({
      dir: output,
      entryFileNames: '[name].d.ts',
      chunkFileNames: '[name]-[hash].d.ts',
    })
    await bundle.close()
    for (const name of ['client', ...apis]) declareForCommonJs(output, name)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Writes the declarations of an entry, and of what it imports, for projects of CommonJS: the same text as `.d.cts`. */
function declareForCommonJs(output: string, name: string): void {
  const target = join(output, `${name}.d.cts`)
  if (existsSync(target)) return
  const text = readFileSync(join(output, `${name}.d.ts`), 'utf8')
  writeFileSync(target, text.replaceAll(/ '\.\/([\w.-]+)\.js'/g, " './$1.cjs'"))
  for (const [, imported = ''] of text.matchAll(/ '\.\/([\w.-]+)\.js'/g)) declareForCommonJs(output, imported)
}

/**
 * Adds the declarations of the runtime, with the types that those of a client refer to. Without a public name for them, a
 * project that exports a client could not write its own declarations.
 */
function declareClient(folder: string): void {
  writeFileSync(
    join(folder, 'client.d.ts'),
    `/** The runtime of the clients. */
export * from './src/client/index.js'
export type { HeaderGroup } from './src/client/request-parts.js'
export type { Shape } from './src/client/result.js'
export type { Requests } from './src/client/types/call.js'
export type { Responses } from './src/client/types/result.js'
`,
  )
}

/** Adds the declarations of an API: those that the generator wrote itself, and the entry. */
function declareApi(folder: string, api: string): void {
  const compiled = `generated/${api}/validators/compiled.d.ts`
  cpSync(join(ROOT, compiled), join(folder, compiled))
  writeFileSync(
    join(folder, `${api}.d.ts`),
    `/** The client, its types, and validators of its schemas. */
export * from './generated/${api}/index.js'
export * from './generated/${api}/validators/index.js'
export type { components, operations, paths } from './generated/${api}/types.js'
`,
  )
}

/** Resolves imports between declarations. All clients share one runtime, as their code does. */
function sharedRuntime(folder: string): Plugin {
  return {
    name: 'runtime',
    resolveId(specifier, importer) {
      if (importer === undefined || !specifier.startsWith('.')) return null
      const path = join(importer, '..', specifier).replace(/(?<!\.d)\.[jt]s$/, '.d.ts')
      const generated = join(folder, 'generated')
      return path.startsWith(generated)
        ? join(
            folder,
            path.slice(folder.length + 1).replace(/^generated[\\/][^\\/]+[\\/]runtime[\\/]/, 'src/client/'),
          )
        : path
    },
  }
}
