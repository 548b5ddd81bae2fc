import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchFiles } from '../../src/command/index.ts'
import type { FileWatch } from '../../src/command/index.ts'
import { scaled } from '../time-scale.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** A busy machine may need longer to report a change. */
const PATIENCE = { timeout: scaled(10_000) }

vi.setConfig({ testTimeout: scaled(60_000) })

let root: string
let watch: FileWatch
const changed: string[] = []
/** The bursts, each with its files. */
const bursts: string[][] = []

beforeEach(async () => {
  // A folder that begins with a dot above the root must not matter.
  root = join(temporaryFolder('watch'), '.project')
  mkdirSync(join(root, 'openapi/guides'), { recursive: true })
  writeFileSync(join(root, 'redocly.yaml'), '')
  changed.length = 0
  bursts.length = 0
  const onChange = (files: readonly string[]): void => {
    changed.push(...files)
    bursts.push([...files])
  }
  watch = await watchFiles(root, ['openapi', 'redocly.yaml', 'later.yaml'], onChange, 60)
})

afterEach(async () => {
  await watch.close()
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
    await expect.poll(() => changed, PATIENCE).toContain(name)
    await pause(40)
  }
})

test('reports a file in a folder that is created later', async () => {
  mkdirSync(join(root, 'openapi/new'))
  saveByRename('openapi/new/c.yaml')
  await expect.poll(() => changed, PATIENCE).toContain('openapi/new/c.yaml')
})

test.each(['openapi/a.yaml', 'redocly.yaml'])(
  'reports %s when it is deleted and created again',
  async (name) => {
    saveInPlace(name)
    await expect.poll(() => changed, PATIENCE).toContain(name)
    for (const change of [() => rmSync(join(root, name)), () => saveInPlace(name)]) {
      changed.length = 0
      change()
      await expect.poll(() => changed, PATIENCE).toContain(name)
      await pause(200)
    }
  },
)

test('reports a file that did not exist when the watch began', async () => {
  saveInPlace('later.yaml')
  await expect.poll(() => changed, PATIENCE).toEqual(['later.yaml'])
})

test('ignores files that editors write for themselves', async () => {
  for (const name of ['openapi/.a.yaml.swp', 'openapi/4913', 'openapi/a.yaml~']) saveInPlace(name)
  saveInPlace('openapi/a.yaml')
  await expect.poll(() => changed, PATIENCE).toEqual(['openapi/a.yaml'])
})

/** What editors do to save `x.yaml`. All steps of one save follow each other at once. */
const SAVES: [string, (file: string) => void][] = [
  ['sed -i', (file) => execFileSync('sed', ['-i', 's/a/b/', file])],
  ['sed -i.bak', (file) => execFileSync('sed', ['-i.bak', 's/a/b/', file])],
  [
    'a temporary file of any name, moved over the file',
    (file) => {
      writeFileSync(`${file}-Qx81`, 'b')
      renameSync(`${file}-Qx81`, file)
    },
  ],
  [
    'a backup that is removed after the save',
    (file) => {
      renameSync(file, `${file}.before`)
      writeFileSync(file, 'b')
      rmSync(`${file}.before`)
    },
  ],
  [
    'a test of the folder, then several writes',
    (file) => {
      writeFileSync(join(file, '..', 'probe.yaml'), '')
      rmSync(join(file, '..', 'probe.yaml'))
      writeFileSync(file, '')
      appendFileSync(file, 'b')
      appendFileSync(file, 'c')
    },
  ],
]

test.each(SAVES)('reports one file, once, for %s', async (_name, save) => {
  saveInPlace('openapi/x.yaml')
  await expect.poll(() => bursts, PATIENCE).toHaveLength(1)
  writeFileSync(join(root, 'openapi/x.yaml'), 'aaa')
  await expect.poll(() => bursts, PATIENCE).toHaveLength(2)
  save(join(root, 'openapi/x.yaml'))
  await expect.poll(() => bursts, PATIENCE).toHaveLength(3)
  await pause(200)
  expect(bursts.slice(2)).toEqual([['openapi/x.yaml']])
})

test('waits for the content of a file that an editor has emptied', async () => {
  saveInPlace('openapi/a.yaml')
  await expect.poll(() => bursts, PATIENCE).toHaveLength(1)
  writeFileSync(join(root, 'openapi/a.yaml'), '')
  await pause(100)
  saveInPlace('openapi/a.yaml')
  await expect.poll(() => bursts, PATIENCE).toHaveLength(2)
  await pause(300)
  expect(bursts).toEqual([['openapi/a.yaml'], ['openapi/a.yaml']])
})

test.each([
  ['written in place', (file: string) => writeFileSync(file, String(Math.random()))],
  ['replaced', (file: string) => execFileSync('sed', ['-i', 's/a/b/', file])],
])('follows symbolic links to a file and to a folder that are %s', async (_name, save) => {
  const shared = join(root, '../shared')
  mkdirSync(shared)
  for (const name of ['one.yaml', 'two.yaml']) writeFileSync(join(shared, name), 'aaa')
  symlinkSync(join(shared, 'one.yaml'), join(root, 'openapi/link.yaml'))
  mkdirSync(join(shared, 'folder'))
  writeFileSync(join(shared, 'folder/three.yaml'), 'aaa')
  symlinkSync(join(shared, 'folder'), join(root, 'openapi/folder'))
  await expect.poll(() => changed, PATIENCE).toContain('openapi/folder/three.yaml')
  await pause(100)
  for (const [file, name] of [
    ['one.yaml', 'openapi/link.yaml'],
    ['one.yaml', 'openapi/link.yaml'],
    ['folder/three.yaml', 'openapi/folder/three.yaml'],
  ] as const) {
    bursts.length = 0
    save(join(shared, file))
    await expect.poll(() => bursts, PATIENCE).toEqual([[name]])
    await pause(100)
  }
})

test('watches other paths from one moment to the next, without losing a save', async () => {
  mkdirSync(join(root, 'elsewhere'))
  writeFileSync(join(root, 'elsewhere/d.yaml'), '')
  saveInPlace('openapi/a.yaml')
  watch.setPaths(['elsewhere/d.yaml'])
  expect(bursts).toEqual([['openapi/a.yaml']])
  saveByRename('elsewhere/d.yaml')
  await expect.poll(() => bursts, PATIENCE).toEqual([['openapi/a.yaml'], ['elsewhere/d.yaml']])
})

test('reports nothing after the watch has ended', async () => {
  saveInPlace('openapi/a.yaml')
  await watch.close()
  saveInPlace('openapi/a.yaml')
  await pause(200)
  expect(changed).toEqual([])
})
