import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { watchFiles } from '../../src/command/index.ts'

let root: string
let stop: () => Promise<void>
const changed: string[] = []

beforeEach(async () => {
  // A folder that begins with a dot above the root must not matter.
  root = join(mkdtempSync(join(tmpdir(), 'watch-')), '.project')
  mkdirSync(join(root, 'openapi/guides'), { recursive: true })
  writeFileSync(join(root, 'redocly.yaml'), '')
  changed.length = 0
  const onChange = (files: readonly string[]) => changed.push(...files)
  stop = await watchFiles(root, ['openapi', 'redocly.yaml', 'later.yaml'], onChange, 20)
})

afterEach(async () => {
  await stop()
  rmSync(join(root, '..'), { recursive: true })
})

function saveInPlace(name: string): void {
  writeFileSync(join(root, name), String(Math.random()))
}

/** Saves as many editors do: writes a new file and moves it over the old one. */
function saveByRename(name: string): void {
  saveInPlace('saved')
  renameSync(join(root, 'saved'), join(root, name))
}

test('reports every save, whether the file is written in place or replaced', async () => {
  const writes: [string, (name: string) => void][] = [
    ['openapi/a.yaml', saveInPlace],
    ['openapi/a.yaml', saveByRename],
    ['openapi/a.yaml', saveByRename],
    ['openapi/a.yaml', saveInPlace],
    ['openapi/guides/b.md', saveByRename],
    ['openapi/guides/b.md', saveInPlace],
    ['redocly.yaml', saveByRename],
    ['redocly.yaml', saveInPlace],
  ]
  for (const [name, save] of writes) {
    changed.length = 0
    save(name)
    await expect.poll(() => changed, { timeout: 3000 }).toContain(name)
    await pause(40)
  }
})

test('reports a file in a folder that is created later', async () => {
  mkdirSync(join(root, 'openapi/new'))
  saveByRename('openapi/new/c.yaml')
  await expect.poll(() => changed, { timeout: 3000 }).toContain('openapi/new/c.yaml')
})

test.each(['openapi/a.yaml', 'redocly.yaml'])(
  'reports %s when it is deleted and created again',
  async (name) => {
    saveInPlace(name)
    await expect.poll(() => changed, { timeout: 3000 }).toContain(name)
    for (const change of [() => rmSync(join(root, name)), () => saveInPlace(name)]) {
      changed.length = 0
      change()
      await expect.poll(() => changed, { timeout: 3000 }).toContain(name)
      await pause(200)
    }
  },
)

test('reports a file that did not exist when the watch began', async () => {
  saveInPlace('later.yaml')
  await expect.poll(() => changed, { timeout: 3000 }).toEqual(['later.yaml'])
})

test('ignores files that editors write for themselves', async () => {
  for (const name of ['openapi/.a.yaml.swp', 'openapi/4913', 'openapi/a.yaml~']) saveInPlace(name)
  saveInPlace('openapi/a.yaml')
  await expect.poll(() => changed, { timeout: 3000 }).toEqual(['openapi/a.yaml'])
})

test('reports nothing after the watch has ended', async () => {
  saveInPlace('openapi/a.yaml')
  await stop()
  saveInPlace('openapi/a.yaml')
  await pause(200)
  expect(changed).toEqual([])
})
