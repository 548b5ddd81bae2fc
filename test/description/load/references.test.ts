import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundleApi } from '../../../src/description/index.ts'
import type { Bundled, LoadOptions } from '../../../src/description/index.ts'
import { makeProject } from '../../codegen/project.ts'

const files = {
  'secret.yaml': 'type: string\n',
  'api/parts/plain.yaml': 'type: string\n',
  'api/parts/with space.yaml': 'type: string\n',
  'api/parts/self.yaml': 'type: object\nproperties: { me: { $ref: self.yaml } }\n',
  'api/parts/circle.yaml': 'a: { $ref: "circle.yaml#/b" }\nb: { $ref: "other.yaml#/a" }\n',
  'api/parts/other.yaml': 'a: { $ref: "circle.yaml#/a" }\n',
}

/** Reads a description whose operation `a` needs a reference and whose operation `b` does not. */
async function read(
  ref: string,
  options: LoadOptions = {},
): Promise<{ leftOut: string[]; warnings: string[] }> {
  const root = makeProject({ ...files, 'api/api.yaml': withRef(ref) })
  symlinkSync('../../secret.yaml', join(root, 'api/parts/link.yaml'))
  return outcome(await bundleApi(root, { name: 'a', file: 'api/api.yaml' }, options))
}

function withRef(ref: string): string {
  return `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /a:
    get:
      operationId: a
      responses:
        '200':
          description: OK.
          content: { application/json: { schema: { $ref: ${JSON.stringify(ref)} } } }
  /b:
    get: { operationId: b, responses: { '204': { description: OK. } } }
`
}

function outcome({ leftOut, warnings }: Bundled): { leftOut: string[]; warnings: string[] } {
  return {
    leftOut: leftOut.map(({ operation }) => operation),
    warnings: warnings.map(({ source, message }) => `${source}: ${message}`),
  }
}

describe('a reference', () => {
  it.each([
    'parts/plain.yaml',
    './parts/../parts/plain.yaml',
    'parts/with space.yaml',
    'parts/with%20space.yaml',
    'parts/self.yaml',
  ])('to %s is read', async (ref) => {
    expect(await read(ref)).toEqual({ leftOut: [], warnings: [] })
  })

  it.each([
    '../secret.yaml',
    'parts/%2e%2e/%2e%2e/secret.yaml',
    'parts/link.yaml',
    '/etc/passwd',
    'file:///etc/passwd',
  ])('to %s is denied, because it leads outside', async (ref) => {
    const { leftOut, warnings } = await read(ref)
    expect(leftOut).toEqual(['a'])
    expect(warnings).toEqual([
      expect.stringMatching(
        /^api\/api\.yaml:10: .* is outside the folder of the description\. .*`--allow-outside`\.$/,
      ),
    ])
  })

  it.each(['../secret.yaml', 'parts/link.yaml'])('to %s is read with --allow-outside', async (ref) => {
    expect(await read(ref, { allowOutside: true })).toEqual({ leftOut: [], warnings: [] })
  })

  it.each([
    '',
    'parts',
    'parts\\plain.yaml',
    'none.yaml',
    'parts/plain.yaml#/none',
    '%',
    '~',
    '#/none',
    '#/x~2',
    '#/%E0%A4%A',
    'C:\\x.yaml',
  ])('to %j leaves out only the operation that needs it, with one warning at its line', async (ref) => {
    const { leftOut, warnings } = await read(ref)
    expect(leftOut).toEqual(['a'])
    expect(warnings).toEqual([expect.stringMatching(/^api\/api\.yaml:10: /)])
  })

  it('in a circle between files leaves out only the operation that needs it', async () => {
    const { leftOut, warnings } = await read('parts/circle.yaml#/a')
    expect(leftOut).toEqual(['a'])
    expect(warnings).toEqual([expect.stringContaining('circular')])
  })

  it('to a URL is fetched only with --allow-remote', async () => {
    const paths: string[] = []
    const server = createServer((request, response) => {
      paths.push(request.url ?? '')
      response.setHeader('Content-Type', 'application/yaml')
      response.end(request.url === '/s/thing.yaml' ? '$ref: "./text.yaml"\n' : 'type: string\n')
    }).listen(0, '127.0.0.1')
    try {
      await new Promise((resolve) => server.once('listening', resolve))
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/s/thing.yaml`
      expect((await read(url)).warnings).toEqual([expect.stringContaining('is not fetched')])
      expect(paths).toEqual([])
      expect(await read(url, { allowRemote: true })).toEqual({ leftOut: [], warnings: [] })
      expect(paths).toEqual(['/s/thing.yaml', '/s/text.yaml'])
    } finally {
      server.close()
    }
  })
})

describe('overlays', () => {
  const old = `swagger: '2.0'
info: { title: T, version: '1' }
paths:
  /things/{id}/cancel:
    post:
      operationId: cancel
      parameters: [{ name: id, in: path, required: true, type: string }]
      responses: { 200: { description: OK., schema: { type: object } } }
`
  const overlay = `overlay: 1.0.0
info: { title: O, version: '1' }
actions:
  - target: $.paths['/things/{id}/cancel'].post
    update:
      x-request-id: X-Request-Id
      description: Cancels.
  - target: $.paths['/none']
    remove: true
`

  it('add to a description of 2.0, and what they add has its source in the overlay', async () => {
    const root = makeProject({ 'old.yaml': old, 'o.yaml': overlay })
    const bundled = await bundleApi(root, { name: 'a', file: 'old.yaml', overlays: ['o.yaml'] })
    expect(bundled.sourceMap()['/paths/~1things~1{id}~1cancel/post/description']).toEqual({
      file: 'o.yaml',
      line: 7,
    })
    expect(bundled.warnings.map(({ source, message }) => `${source}: ${message}`)).toContainEqual(
      "o.yaml:8: The action changes nothing: `$.paths['/none']` matches nothing in the description.",
    )
    expect(bundled.files).toEqual(['old.yaml', 'o.yaml'])
  })

  it('that are missing or not overlays are rejected', async () => {
    const root = makeProject({ 'old.yaml': old, 'o.yaml': 'overlay: 1\n' })
    mkdirSync(join(root, 'folder'))
    writeFileSync(join(root, 'broken.yaml'), 'overlay: {')
    for (const path of ['o.yaml', 'none.yaml', 'folder', 'broken.yaml'])
      await expect(bundleApi(root, { name: 'a', file: 'old.yaml', overlays: [path] })).rejects.toThrow(
        new RegExp(`^${path}`),
      )
  })
})
