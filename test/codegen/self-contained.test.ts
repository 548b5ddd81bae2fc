import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { makeRuntime } from '../../src/codegen/runtime/index.ts'
import { makeProject, repository, runNode, snapshot } from './project.ts'

describe.each([
  ['leanrails', 'createLeanRails', 'id'],
  ['stripe', 'createStripe', 'intent'],
])('generated/%s', (api, factory, id) => {
  const files = snapshot(join(repository, 'generated', api))

  it('imports openapi-fetch, and nothing else outside its folder', () => {
    const imports = Object.entries(files)
      .filter(([name]) => /\.[jt]s$/.test(name))
      .flatMap(([name, text]) =>
        [...text.matchAll(/^(?:import|export|\})(?=\W)[^'"\n]*from ['"](.+)['"];?$/gm)].map(
          ([, path = '']) => [name, path] as const,
        ),
      )
    const inside = imports.filter(([, path]) => path.startsWith('.'))
    expect(inside.length).toBeGreaterThan(30)
    const missing = inside.filter(
      ([name, path]) =>
        !Object.hasOwn(files, join(name, '..', path)) &&
        !Object.hasOwn(files, join(name, '..', path.replace(/js$/, 'ts'))),
    )
    expect(missing).toEqual([])
    const outside = imports.filter(([, path]) => !path.startsWith('.'))
    expect(new Set(outside.map((one) => one.join(': ')))).toEqual(
      new Set(['runtime/transport.ts: openapi-fetch']),
    )
  })

  it('works in another project, which is CommonJS', async () => {
    const root = makeProject({
      'package.json': '{ "type": "commonjs" }',
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`lib/api/${name}`, text])),
      'main.ts': `import { ${factory}, validate, ClientError } from './lib/api/client.js'
        const fetch = async (url: string) => {
          return url.includes('pi_1') ? Response.json({ id: 'pi_1' }) : Response.json([], { status: 404 })
        }
        const client = ${factory}({ apiKey: 'sk_test_1', fetch })
        const strict = ${factory}({ apiKey: 'sk_test_1', fetch, validate })
        const ended = [client, strict].map((one) => one.cancelPaymentIntent({ ${id}: 'pi_1' }))
        Promise.allSettled(ended).then(([first, second]) => {
          console.log(first.status, second.status, second.status === 'rejected' && second.reason instanceof ClientError)
        })`,
    })
    mkdirSync(join(root, 'node_modules'))
    symlinkSync(join(repository, 'node_modules/openapi-fetch'), join(root, 'node_modules/openapi-fetch'))
    await build({
      entryPoints: [join(root, 'main.ts')],
      bundle: true,
      format: 'cjs',
      platform: 'node',
      outfile: join(root, 'main.cjs'),
      logLevel: 'silent',
    })
    expect(await runNode(root, ['main.cjs'])).toEqual({
      code: 0,
      stderr: '',
      stdout: 'fulfilled rejected true\n',
    })
  })
})

describe('the runtime', () => {
  const namesOf = (...names: string[]): string[] => makeRuntime(names).map(({ name }) => name)

  it('has the files of multipart bodies and events only for the clients that use them', () => {
    const plain = namesOf('connect', 'connectPaths')
    expect(plain).toContain('runtime/connect.ts')
    expect(plain.filter((name) => /multipart|events|connect-full/.test(name))).toEqual([])
    const full = namesOf('connectFull', 'connectPaths', 'multipartBody', 'events')
    expect(full).toEqual(
      expect.arrayContaining([
        'runtime/full/connect-full.ts',
        'runtime/full/multipart-body.ts',
        'runtime/full/events.ts',
      ]),
    )
  })

  it('is the tested source, byte for byte, below the header', () => {
    const artefacts = makeRuntime(['connect', 'connectPaths', 'middleware'])
    const copies = artefacts.filter(({ name }) => name !== 'runtime/index.ts')
    expect(copies.length).toBeGreaterThan(20)
    for (const { name, text } of copies) {
      const source = readFileSync(join(repository, 'src/client', name.slice('runtime/'.length)), 'utf8')
      expect(text.slice(text.indexOf('\n\n') + 2)).toBe(source)
    }
  })
})
