import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readGuides } from '../../src/docs/markdown/guide.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const guides = readGuides(ROOT)

test('the start page comes first in the order of the guides', () => {
  expect(guides[0]?.file).toBe('index.html')
  expect(guides.map(({ file }) => file)).toEqual(
    expect.arrayContaining(['idempotency.html', 'contract.html']),
  )
})

test('every command that a guide names is a script of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }
  const named = guides.flatMap(({ text }) =>
    [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name),
  )
  expect(new Set(named).size).toBeGreaterThan(5)
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})

test('rejects a guide without valid front matter, with its file and line', () => {
  const root = temporaryFolder('guides')
  mkdirSync(join(root, 'openapi', 'guides'), { recursive: true })
  writeFileSync(join(root, 'openapi', 'guides', 'x.md'), '# X\n')
  expect(() => readGuides(root)).toThrow(
    /^openapi\/guides\/x\.md:1: Missing front matter: a guide begins with `title`/,
  )
  writeFileSync(join(root, 'openapi', 'guides', 'x.md'), '---\ntitle: [\n---\n')
  expect(() => readGuides(root)).toThrow(/^openapi\/guides\/x\.md:1: Invalid YAML in the front matter/)
})
