import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { peersFolder } from './peers.ts'

export interface Size {
  readonly minified: number
  readonly gzip: number
}

/** Returns the size of an entry, bundled for the browser and minified. */
export async function sizeOf(entry: string): Promise<Size> {
  const result = await build({
    stdin: { contents: entry, resolveDir: join(import.meta.dirname, '../..'), loader: 'ts' },
    nodePaths: [join(peersFolder(), 'node_modules')],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  })
  const code = result.outputFiles[0]?.contents ?? new Uint8Array()
  return { minified: code.length, gzip: gzipSync(code, { level: 9 }).length }
}
