import { existsSync, readFileSync, readdirSync } from 'node:fs'
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

it('CONTRIBUTING.md names every package that npm installs, and every folder of the contract', () => {
  const map = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Record<'dependencies' | 'devDependencies', Record<string, string>>
  const packages = Object.keys({ ...dependencies, ...devDependencies })
  const isNamed = (name: string): boolean =>
    map.includes(`\`${name}\``) || map.includes(`\`${name.slice(name.indexOf('/') + 1)}\``)
  expect(packages.filter((name) => !isNamed(name))).toEqual([])
  const folders = readdirSync(join(root, 'src/contract'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `\`${name}/\``)
  expect(folders.filter((name) => !map.includes(name))).toEqual([])
})

it('docs/vocabulary.md names only identifiers that the code has', () => {
  const words = readFileSync(join(root, 'docs/vocabulary.md'), 'utf8')
  const identifiers = words.split('\n').flatMap((row) => {
    const meaning = row.split('|')[2] ?? ''
    return [...meaning.matchAll(/`([A-Za-z]+)`/g)].map(([, name = '']) => name)
  })
  const code = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, 'src', file), 'utf8'))
    .join('\n')
  const known = new Set(code.match(/\w+/g))
  expect(identifiers.length).toBeGreaterThan(20)
  expect(identifiers.filter((name) => !known.has(name))).toEqual([])
})
