import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { extensionPages } from '../../scripts/extensions/pages.ts'
import { extensions, SCHEMAS, validatorOf } from '../../src/description/lint/extensions.js'

const FOLDER = 'src/description/extensions'

const pages = await extensionPages()

test('every extension has a page, which is up to date', () => {
  const names = [...pages.keys()].map((file) => /([^/\\]+)\.md$/.exec(file)?.[1])
  expect(names.sort()).toEqual(Object.values(extensions).flat().sort())
  for (const [file, text] of pages) expect(readFileSync(file, 'utf8')).toBe(text)
})

test('the example on each page is valid', () => {
  for (const text of pages.values()) {
    const example = parse(/```yaml\n(.*?)```/s.exec(text)?.[1] ?? '') as Record<string, unknown>
    const [name = ''] = Object.keys(example)
    const validate = validatorOf(name)
    validate(example[name])
    expect(validate.errors).toBeNull()
  }
})

test('each schema has the address in the published package as its id', () => {
  const { name, version, exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    name: string
    version: string
    exports: Record<string, string>
  }
  const minor = /^\d+\.\d+/.exec(version)?.[0] ?? ''
  const folder = (exports['./extensions/*.json'] ?? '').replace(/^\.\/(.*)\*\.json$/, '$1')
  expect(SCHEMAS).toBe(`https://unpkg.com/${name}@${minor}/${folder}`)
  for (const file of readdirSync(FOLDER)) {
    const { $id } = JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as { $id: string }
    expect($id).toBe(`${SCHEMAS}${file}`)
  }
})
