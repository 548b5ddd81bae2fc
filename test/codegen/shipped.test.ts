import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import ts from 'typescript'
import { describe, expect, it, vi } from 'vitest'
import { generateCommand } from '../../src/codegen/cli.ts'
import { files } from './library.ts'
import { loadValidators } from './loaded.ts'
import { makeProject, repository, runNode, snapshot } from './project.ts'

/** Bundles one export of an API's validators. */
async function shipped(api: string, name: string): Promise<{ text: string; gzip: number }> {
  const from = join(repository, 'generated', api, 'validators/index.ts')
  const { outputFiles } = await build({
    stdin: { contents: `export { ${name} } from ${JSON.stringify(from)}`, resolveDir: repository },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  })
  const text = outputFiles[0]?.text ?? ''
  return { text, gzip: gzipSync(text).length }
}

describe.each(['leanrails', 'stripe'])('the generated code of %s', (api) => {
  const folder = join(repository, 'generated', api)
  const code = readFileSync(join(folder, 'validators/compiled.js'), 'utf8')

  it('imports nothing and evaluates no text as code', () => {
    expect(code).not.toMatch(/\brequire\b|\bimport\b|\beval\b|\bFunction\b|ajv/)
  })

  it('runs where code generation from strings is disallowed', async () => {
    const root = makeProject({
      'package.json': '{ "type": "module" }',
      'validators.js': code,
      'main.js': `import { validateCanceledPaymentIntent as validate } from './validators.js'
let evaluated = true
try { new Function('') } catch { evaluated = false }
console.log(JSON.stringify({ evaluated, valid: validate({}), errors: validate.errors.length > 5 }))
`,
    })
    const {
      code: exit,
      stdout,
      stderr,
    } = await runNode(root, ['--disallow-code-generation-from-strings', 'main.js'])
    expect({ exit, stderr, result: JSON.parse(stdout) as unknown }).toEqual({
      exit: 0,
      stderr: '',
      result: { evaluated: false, valid: false, errors: true },
    })
  })

  it('declares exactly what it exports', async () => {
    const declared = readFileSync(join(folder, 'validators/compiled.d.ts'), 'utf8')
    const names = [...declared.matchAll(/^export declare const (\w+)/gm)].map(([, name]) => name)
    expect([...names, 'requests', 'responses'].sort()).toEqual(
      Object.keys(await loadValidators(repository, api)).sort(),
    )
    expect(names.length).toBeGreaterThan(10)
  })

  it('is reduced to the imported validator by a bundler', async () => {
    const { text, gzip } = await shipped(api, 'validateStatus')
    expect(gzip).toBeLessThan(400)
    expect(text.match(/function/g)).toHaveLength(2)
  })

  it('contains no date and no path of this machine, in any generated file', () => {
    for (const text of Object.values(snapshot(folder))) {
      expect(text).not.toContain(repository)
      expect(text).not.toMatch(/file:\/\/|node_modules|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/)
    }
  })
})

it('validates a canceled PaymentIntent of LeanRails in 2.5 kB, and every response in 3 kB', async () => {
  expect((await shipped('leanrails', 'validateCanceledPaymentIntent')).gzip).toBeLessThan(2500)
  expect((await shipped('leanrails', 'responses')).gzip).toBeLessThan(3000)
})

/** Returns the errors of TypeScript, with this project's strict options, in the files and the generated files they import. */
function diagnose(...roots: string[]): string[] {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(repository, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
    ts.sys,
    repository,
  )
  const program = ts.createProgram(roots, { ...options, skipLibCheck: false, types: [] })
  return program
    .getSourceFiles()
    .filter(({ fileName }) => roots.includes(fileName) || fileName.includes('/generated/'))
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(({ messageText, start, file }) => {
      const line = file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0
      return `${file?.fileName ?? ''}:${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
    })
}

describe('in strict TypeScript', () => {
  it('compiles the generated code of a project without an error', async () => {
    const root = makeProject(files)
    symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'))
    vi.spyOn(console, 'log').mockReturnValue(undefined)
    expect(await generateCommand([], root)).toBe(0)
    const generated = join(root, 'generated/library')
    const sources = Object.keys(snapshot(generated)).filter((name) => name.endsWith('.ts'))
    expect(sources).toContain('runtime/connect.ts')
    expect(diagnose(...sources.map((name) => join(generated, name)))).toEqual([])
  })

  it('narrows a valid value to the type of its schema and status code', () => {
    const main = join(makeProject({ 'main.mts': narrowing }), 'main.mts')
    expect(diagnose(main)).toEqual([])
  })
})

const from = (name: string): string => JSON.stringify(join(repository, 'generated/leanrails', name))
const narrowing = `import { responses, validatePaymentIntent } from ${from('validators/index.ts')}
import type { CanceledPaymentIntent, PaymentIntent, operations } from ${from('types.ts')}

declare const body: unknown
if (validatePaymentIntent(body)) {
  const intent: PaymentIntent = body
  // @ts-expect-error the status may be another one
  const canceled: 'canceled' = body.status
  void [intent, canceled]
} else {
  const [error] = validatePaymentIntent.errors ?? []
  void [error?.instancePath, error?.keyword, error?.params['missingProperty']]
}
if (responses.cancelPaymentIntent[200](body)) {
  const canceled: CanceledPaymentIntent = body
  const at: number = body.canceled_at
  void [canceled, at]
}
// @ts-expect-error the operation has no such status code
responses.cancelPaymentIntent[418]
type Conflict = operations['cancelPaymentIntent']['responses'][409]['content']['application/json']
declare const conflict: Conflict
const code: 'idempotency_key_in_use' = conflict.error.code
void code
`
