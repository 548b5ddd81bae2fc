import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { generateCommand } from '../../src/codegen/cli.ts'
import { makeCode } from '../../src/codegen/make.ts'
import type { GenerateOptions } from '../../src/codegen/options.ts'
import { describe as describeApi } from '../../src/description/description.ts'
import type { OpenAPIDocument } from '../../src/description/index.ts'
import { scaled } from '../time-scale.ts'
import { nasty } from './nasty/description.ts'
import { makeProject, repository, runNode, writeArtefacts } from './project.ts'

const TSC = join(repository, 'node_modules/typescript/bin/tsc')
const TIMEOUT = scaled(120_000)

/** The strictest settings, without the types of the DOM. */
const STRICTEST = {
  target: 'es2022',
  lib: ['es2022'],
  types: ['node'],
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  erasableSyntaxOnly: true,
  declaration: true,
  outDir: 'dist',
}

/** Makes a project with the packages that a user installs. */
function makeService(files: Readonly<Record<string, string>>): string {
  const root = makeProject(files)
  mkdirSync(join(root, 'node_modules'))
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers', '@types', 'undici-types'])
    symlinkSync(join(repository, 'node_modules', name), join(root, 'node_modules', name))
  return root
}

/** Generates the client of LeanRails into a project. */
async function generate(root: string, ...args: string[]): Promise<void> {
  vi.spyOn(console, 'log').mockReturnValue(undefined)
  const output = join(root, 'generated/leanrails')
  expect(await generateCommand(['leanrails', '--output', output, ...args], repository)).toBe(0)
}

/** Generates the code of the description that has everything into a project. */
async function generateNasty(root: string, options: GenerateOptions): Promise<void> {
  const description = {
    ...describeApi('nasty', nasty as unknown as OpenAPIDocument, { files: [], lines: {} } as never),
    source: () => ({ file: 'openapi/nasty.yaml', line: 1, column: 1 }),
  }
  const made = await makeCode({ name: 'nasty', file: 'openapi/nasty.yaml' }, description, options)
  writeArtefacts(join(root, 'generated/nasty'), made.artefacts)
}

/** Compiles a project with these compiler options. @returns the messages */
async function compile(
  root: string,
  compilerOptions: object,
  include = ['src', 'generated'],
): Promise<string> {
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }))
  const { stdout, stderr } = await runNode(root, [TSC, '-p', '.'])
  return stdout + stderr
}

const MAIN = `import { ApiError, createLeanRails, validate } from '../generated/leanrails/index.js'
import type { CanceledPaymentIntent } from '../generated/leanrails/index.js'

const fetch = (url: string): Promise<Response> =>
  Promise.resolve(url.includes('pi_1') ? Response.json({ id: 'pi_1' }) : Response.json({ error: {} }, { status: 404 }))
const leanrails = createLeanRails({ apiKey: 'sk_test_1', fetch })
void leanrails.cancelPaymentIntent({ id: 'pi_1' }).then((result) => {
  if (result.status !== 200) return
  const intent: CanceledPaymentIntent = result.data
  console.log(intent.id)
})
void leanrails.cancelPaymentIntent({ id: 'x' }).orThrow().catch((error: unknown) => {
  console.log(error instanceof ApiError)
})
const strict = createLeanRails({ apiKey: 'sk_test_1', fetch, validate })
void strict.cancelPaymentIntent({ id: 'pi_1' }).catch((error: unknown) => {
  console.log(error instanceof Error && error.name)
})
`
const LINES = ['InvalidResponseError', 'pi_1', 'true']

describe('TypeScript', () => {
  it.each([
    ['nodenext', 'js', { module: 'nodenext' }],
    ['node16', 'js', { module: 'node16' }],
    ['bundler', 'js', { module: 'esnext', moduleResolution: 'bundler' }],
    ['bundler', 'none', { module: 'esnext', moduleResolution: 'bundler' }],
    [
      'nodenext',
      'ts',
      {
        module: 'nodenext',
        allowImportingTsExtensions: true,
        noEmit: true,
        outDir: undefined,
        declaration: true,
      },
    ],
  ] as const)(
    'compiles in the module resolution %s, with the extension %s, under the strictest settings',
    { timeout: TIMEOUT },
    async (_, importExtension, options) => {
      const root = makeService({ 'package.json': '{ "type": "module" }', 'src/main.ts': 'export {}\n' })
      await generateNasty(root, { importExtension })
      await generate(root, '--import-extension', importExtension)
      expect(await compile(root, { ...STRICTEST, ...options })).toBe('')
    },
  )

  it('compiles in a CommonJS package without a configuration of its own', { timeout: TIMEOUT }, async () => {
    const root = makeService({ 'package.json': '{}', 'src/main.ts': MAIN })
    await generate(root)
    expect(await compile(root, { module: 'nodenext', target: 'es2022', strict: true, noEmit: true })).toBe('')
  })
})

describe('JavaScript with declarations', () => {
  let esm: string
  beforeAll(async () => {
    esm = makeService({ 'package.json': '{ "type": "module" }', 'src/main.ts': MAIN })
    await generate(esm, '--language', 'js')
  }, TIMEOUT)

  it.each([
    ['an ES module', '{ "type": "module" }'],
    ['CommonJS', '{ "type": "commonjs" }'],
  ])(
    'runs in a service that tsc compiles to %s, which copies no file',
    { timeout: TIMEOUT },
    async (_, type) => {
      writeFileSync(join(esm, 'package.json'), type)
      const options = {
        ...STRICTEST,
        isolatedDeclarations: false,
        verbatimModuleSyntax: type.includes('module"'),
      }
      expect(await compile(esm, { ...options, rootDir: 'src' }, ['src'])).toBe('')
      expect(readFileSync(join(esm, 'dist/main.js'), 'utf8')).toContain(
        type.includes('commonjs') ? 'require(' : "from '../generated/leanrails/index.js'",
      )
      const { stdout, stderr } = await runNode(esm, ['--no-warnings', 'dist/main.js'])
      expect({ lines: stdout.trim().split('\n').sort(), stderr }).toEqual({ lines: LINES, stderr: '' })
    },
  )

  it('runs in CommonJS by `require`, and by `import()` where `require` loads no ES module', async () => {
    const calls = `const leanrails = createLeanRails({ apiKey: 'sk_test_1', fetch: async () => Response.json({ id: 'pi_1' }) })
leanrails.cancelPaymentIntent({ id: 'pi_1' }).then((result) => console.log(result.status))
`
    writeFileSync(
      join(esm, 'required.cjs'),
      `const { createLeanRails } = require('./generated/leanrails/index.js')\n${calls}`,
    )
    writeFileSync(
      join(esm, 'imported.cjs'),
      `import('./generated/leanrails/index.js').then(({ createLeanRails }) => {\n${calls}})\n`,
    )
    expect(await runNode(esm, ['--no-warnings', 'required.cjs'])).toMatchObject({
      stdout: '200\n',
      stderr: '',
    })
    const old = await runNode(esm, ['--no-experimental-require-module', 'imported.cjs'])
    expect(old).toMatchObject({ stdout: '200\n', stderr: '' })
  })

  it('has declarations of everything, and keeps the comments', { timeout: TIMEOUT }, async () => {
    const root = makeService({ 'package.json': '{ "type": "module" }', 'src/main.ts': 'export {}\n' })
    await generateNasty(root, { language: 'js' })
    expect(await compile(root, { ...STRICTEST, isolatedDeclarations: false, noEmit: true })).toBe('')
    const declared = readFileSync(join(esm, 'generated/leanrails/client.d.ts'), 'utf8')
    expect(declared).toContain('* Cancel a PaymentIntent')
    expect(readFileSync(join(esm, 'generated/leanrails/client.js'), 'utf8')).toContain(
      '/** Creates a client of LeanRails API with a method for each operation. */',
    )
  })
})
