import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ESLint } from 'eslint'
import { check } from 'prettier'
import tseslint from 'typescript-eslint'
import { expect, it } from 'vitest'
import { STYLE } from '../../src/codegen/format.ts'
import { makeCode } from '../../src/codegen/make.ts'
import { describe } from '../../src/description/description.ts'
import type { OpenAPIDocument } from '../../src/description/index.ts'
import { scaled } from '../time-scale.ts'
import { nasty } from './nasty/description.ts'
import { repository, snapshot } from './project.ts'

type Files = Readonly<Record<string, string>>

const isCode = (name: string): boolean => /\.[jt]s$/.test(name)

async function nastyFiles(): Promise<Files> {
  const description = {
    ...describe('nasty', nasty as unknown as OpenAPIDocument, { files: [], lines: {} } as never),
    source: () => ({ file: 'openapi/nasty.yaml', line: 1, column: 1 }),
  }
  const { artefacts } = await makeCode({ name: 'nasty', file: 'openapi/nasty.yaml' }, description)
  return Object.fromEntries(artefacts.map(({ name, text }) => [name, text]))
}

const APIS: readonly (readonly [string, () => Files | Promise<Files>])[] = [
  ['leanrails', () => snapshot(join(repository, 'generated/leanrails'))],
  ['stripe', () => snapshot(join(repository, 'generated/stripe'))],
  ['the description that has everything', nastyFiles],
]

it('formats in the style of this repository', () => {
  expect(JSON.parse(readFileSync(join(repository, '.prettierrc.json'), 'utf8'))).toEqual(STYLE)
})

it.each(APIS)('generates formatted code for %s', { timeout: scaled(60_000) }, async (_, read) => {
  const files = Object.entries(await read()).filter(([name]) => isCode(name) && !name.endsWith('compiled.js'))
  const results = await Promise.all(
    files.map(async ([name, text]) => [name, await check(text, { ...STYLE, filepath: name })] as const),
  )
  expect(results.length).toBeGreaterThan(30)
  expect(results.filter(([, isFormatted]) => !isFormatted)).toEqual([])
})

it.each(APIS)(
  'generates code for %s that the recommended rules of typescript-eslint accept',
  { timeout: scaled(60_000) },
  async (_, read) => {
    const eslint = new ESLint({
      cwd: repository,
      overrideConfigFile: true,
      overrideConfig: tseslint.configs.recommended as never,
    })
    const files = Object.entries(await read()).filter(([name]) => isCode(name))
    const results = await Promise.all(
      files.map(([name, text]) => eslint.lintText(text, { filePath: join(repository, 'dist', name) })),
    )
    const messages = results
      .flat()
      .flatMap(({ filePath, messages: all }) =>
        all.map(
          ({ ruleId, message, line }) =>
            `${filePath.slice(repository.length)}:${line} ${ruleId ?? ''} ${message}`,
        ),
      )
    expect(messages).toEqual([])
  },
)

it('exempts only the compiled validators from type checks and lint rules', async () => {
  const all = await Promise.all(APIS.map(async ([, read]) => await read()))
  const exempt = all.flatMap((files) =>
    Object.entries(files)
      .filter(
        ([name, text]) => isCode(name) && /@ts-(?:nocheck|ignore|expect-error)|eslint-disable/.test(text),
      )
      .map(([name]) => name),
  )
  expect(new Set(exempt)).toEqual(new Set(['validators/compiled.js']))
})
