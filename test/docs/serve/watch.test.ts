import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { watchFiles } from '../../../src/docs/serve/watch.ts'

const root = mkdtempSync(join(tmpdir(), 'watch-'))
afterAll(() => {
  rmSync(root, { recursive: true })
})

test('reports every saved file, written in place or replaced', async () => {
  mkdirSync(join(root, 'openapi/guides'), { recursive: true })
  writeFileSync(join(root, 'redocly.yaml'), '')
  const reported: string[] = []
  const stop = watchFiles(
    root,
    ['openapi', 'redocly.yaml', 'missing'],
    (files) => reported.push(...files),
    20,
  )
  const save = (name: string, inPlace = false): void => {
    if (inPlace) {
      writeFileSync(join(root, name), String(Math.random()))
      return
    }
    writeFileSync(join(root, 'saved'), String(Math.random()))
    renameSync(join(root, 'saved'), join(root, name))
  }
  const writes: [string, boolean?][] = [
    ['openapi/a.yaml', true],
    ['openapi/a.yaml'],
    ['openapi/a.yaml'],
    ['openapi/a.yaml', true],
    ['openapi/guides/b.md'],
    ['openapi/guides/b.md', true],
    ['redocly.yaml'],
    ['redocly.yaml', true],
  ]
  for (const [name, inPlace] of writes) {
    reported.length = 0
    save(name, inPlace)
    await expect.poll(() => reported, { timeout: 3000 }).toContain(name)
    await pause(40)
  }
  mkdirSync(join(root, 'openapi/new'))
  await expect.poll(() => reported, { timeout: 3000 }).toContain('openapi/new')
  save('openapi/new/c.yaml')
  await expect.poll(() => reported, { timeout: 3000 }).toContain('openapi/new/c.yaml')
  stop()
})
