import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

async function bundle(code: string): Promise<string> {
  const result = await build({
    stdin: { contents: code, resolveDir: root, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  })
  return result.outputFiles[0]?.text ?? ''
}

const gzip = (text: string) => gzipSync(text, { level: 9 }).length

const cancel = (api: string, factory: string, id: string, validate = '') =>
  `import { ${factory} ${validate && `, ${validate}`} } from './generated/${api}/client.ts'
   await ${factory}({ apiKey: 'sk_test_123', ${validate} }).cancelPaymentIntent({ ${id}: 'pi_1' })`

it('bundles the whole client into less than Redocly’s `generate-client`, 5,479 bytes', async () => {
  expect(gzip(await bundle(cancel('leanrails', 'createLeanRails', 'id')))).toBeLessThan(5479)
  expect(gzip(await bundle(cancel('stripe', 'createStripe', 'intent')))).toBeLessThan(5479)
})

it('bundles the client with response validation into at most 2,000 bytes more, without ajv', async () => {
  const code = await bundle(cancel('leanrails', 'createLeanRails', 'id', 'validate'))
  expect(gzip(code)).toBeLessThan(5479 + 2000)
  expect(code).not.toMatch(/\brequire\(|\beval\(|new Function|ajv/i)
})

it('leaves unused validators out of a bundle', async () => {
  expect(await bundle(cancel('leanrails', 'createLeanRails', 'id'))).not.toContain('instancePath')
})

it('runs where code generation from strings is disallowed', async () => {
  const folder = mkdtempSync(join(root, 'node_modules/.client-'))
  try {
    const code = await bundle(
      `import { createLeanRails, validate } from './generated/leanrails/client.ts'
       const fetch = async () => Response.json({ id: 'pi_1' })
       const client = createLeanRails({ apiKey: 'sk_test_123', validate, fetch })
       console.log((await client.cancelPaymentIntent({ id: 'pi_1' }).catch((error) => error)).name)`,
    )
    writeFileSync(join(folder, 'client.mjs'), code)
    const output = execFileSync(process.execPath, [
      '--disallow-code-generation-from-strings',
      join(folder, 'client.mjs'),
    ])
    expect(String(output)).toBe('InvalidResponseError\n')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('imports nothing outside src/client, and openapi-fetch in one file only', () => {
  const folder = join(root, 'src/client')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const imports = files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/from '(.+?)'/g)].map(
      ([, from]) => [file, from] as const,
    ),
  )
  const outside = imports.filter(([file, from]) => {
    const target = join(folder, file, '..', from ?? '')
    return !from?.startsWith('.') || !target.startsWith(folder)
  })
  expect(new Set(outside.map((entry) => entry.join(' ')))).toEqual(new Set(['transport.ts openapi-fetch']))
})

it('compiles with the types of the web platform only', () => {
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.client.json'],
    {
      cwd: root,
    },
  )
})
