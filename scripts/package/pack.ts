import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './paths.ts'

/** A packed package. */
export interface Tarball {
  readonly folder: string
  readonly path: string
  readonly name: string
  /** The paths in the package. */
  readonly files: readonly string[]
  /** Bytes of the tarball, and of its files. */
  readonly packed: number
  readonly unpacked: number
}

/** Builds and packs the package into a temporary folder. */
export function pack(): Tarball {
  const folder = mkdtempSync(join(tmpdir(), 'package-'))
  execFileSync('npm', ['run', 'build'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] })
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]
  const output = execFileSync('npm', args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const listed = JSON.parse(output) as NpmPack[] | Record<string, NpmPack>
  const [packed] = Object.values(listed)
  if (packed === undefined) throw new Error('`npm pack` packed nothing.')
  return {
    folder,
    path: join(folder, packed.filename),
    name: packed.filename,
    files: packed.files.map(({ path }) => path),
    packed: packed.size,
    unpacked: packed.unpackedSize,
  }
}

/** An entry of `npm pack --json`. */
interface NpmPack {
  readonly filename: string
  readonly size: number
  readonly unpackedSize: number
  readonly files: readonly { readonly path: string }[]
}
