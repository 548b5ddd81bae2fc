import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')

/** Paths in backticks from a top-level folder of the repository. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`((?:docs|generated|openapi|src|test)\/[\w./-]*)`/g)].map(([, path = '']) => path)

it('docs/architecture.md names only existing files and folders', () => {
  const paths = pathsIn(page)
  expect(paths.length).toBeGreaterThan(30)
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

it('docs/architecture.md names each file of the walk once', () => {
  const walk = pathsIn(page.slice(0, page.indexOf('## To add')))
  expect(walk.filter((path, index) => walk.indexOf(path) !== index)).toEqual([])
})
