import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FOLDERS, ROOT } from './paths.ts'

/** What the code reads in `src/` at run time: styles, scripts of pages, schemas, and the sources of what it generates. */
const READ = [
  /\.(?:css|html|json|svg)$/,
  // Scripts of pages, and the runtime of clients and of validators.
  /^docs\/pages\/.*\.js$/,
  /^contract\/report\/formats\/.*\.js$/,
  /^client\//,
  /^schema\/runtime\//,
]

/** Copies the files that the code reads to where the bundle looks for them. */
export function copyData(dist: string): void {
  const sources = join(ROOT, 'src')
  const names = readdirSync(sources, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  )
  for (const name of names)
    if (/\.\w+$/.test(name) && READ.some((pattern) => pattern.test(name)))
      copy(join(sources, name), join(dist, FOLDERS.data, name))
  for (const name of readdirSync(join(ROOT, 'openapi')))
    if (name.endsWith('.yaml')) copy(join(ROOT, 'openapi', name), join(dist, FOLDERS.openapi, name))
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to)
}
