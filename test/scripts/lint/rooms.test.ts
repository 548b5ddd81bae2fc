import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import type { ICruiseResult } from 'dependency-cruiser'
import { expect, test } from 'vitest'
import config from '../../../.dependency-cruiser.mjs'
import { readRooms } from '../../../scripts/lint/rooms.js'
import { temporaryFolder } from '../../temporary-folder.ts'

/** The rules that a project breaks, each with the file that breaks it. */
async function violations(files: Record<string, string>): Promise<string[]> {
  const baseDir = temporaryFolder('rooms')
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(baseDir, dirname(name)), { recursive: true })
    writeFileSync(join(baseDir, name), text)
  }
  const { output } = await cruise(['src'], {
    baseDir,
    ruleSet: { forbidden: config.forbidden ?? [] },
    validate: true,
    tsPreCompilationDeps: true,
  })
  return (output as ICruiseResult).summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`)
}

test('the table in CONTRIBUTING.md names the rooms that have limits', () => {
  const rooms = new Map(readRooms().map(({ room, mayImport }) => [room, mayImport]))
  expect(rooms.get('client')).toEqual([])
  expect(rooms.get('contract')).toContain('description')
  expect(rooms.get('contract')).not.toContain('sandbox')
  expect(rooms.has('docs')).toBe(false)
})

test('an import of a room that the table does not allow is reported', async () => {
  expect(
    await violations({
      'src/client/index.ts': "import { a } from '../mock/index.ts'\nexport const b = a\n",
      'src/mock/index.ts': 'export const a = 1\n',
    }),
  ).toEqual(['room-client: src/client/index.ts'])
})

test('an import past the index of another room is reported', async () => {
  expect(
    await violations({
      'src/mock/index.ts': "import { a } from '../description/deep.ts'\nexport const b = a\n",
      'src/description/deep.ts': 'export const a = 1\n',
    }),
  ).toEqual(['only-through-the-index: src/mock/index.ts'])
})

test('a cycle of type imports is reported', async () => {
  expect(
    await violations({
      'src/mock/a.ts': "import type { B } from './b.ts'\nexport interface A { b: B }\n",
      'src/mock/b.ts': "import type { A } from './a.ts'\nexport interface B { a?: A }\n",
    }),
  ).toContain('no-cycle: src/mock/a.ts')
})
