import { execFileSync } from 'node:child_process'
import { rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, REF, repeat, schemaCase, YAML_HEAD } from './hostile-case.ts'
import type { HostileCase } from './hostile-case.ts'

/** Returns a case whose schema is one reference. */
function refCase(
  name: string,
  $ref: string,
  files: () => Readonly<Record<string, string>> = () => ({}),
  others: Partial<HostileCase> = {},
): HostileCase {
  return {
    name,
    files: () => ({ 'hostile.json': JSON.stringify(describe({ $ref })), ...files() }),
    ...others,
  }
}

const nothing = (): void => undefined

const link =
  (target: string, path: string) =>
  (folder: string): (() => void) => {
    rmSync(join(folder, path), { force: true })
    symlinkSync(target, join(folder, path))
    return nothing
  }

/** Files, each of which has ten references to the next one. */
function multiplyingFiles(make: (next: string) => unknown): Record<string, string> {
  return {
    ...Object.fromEntries(
      repeat(12, (level) => [`a${level}.json`, JSON.stringify(make(`a${level + 1}.json`))]),
    ),
    'a12.json': '{ "type": "string" }',
  }
}

const FILES: readonly HostileCase[] = [
  refCase('$ref to a folder', 'parts', () => ({ 'parts/a.yaml': 'type: string\n' })),
  refCase('$ref to a device', '/dev/zero'),
  refCase('$ref to a device, allowed', '/dev/zero', undefined, { args: ['--allow-outside'] }),
  refCase('$ref to a link to a device', 'zero.yaml', undefined, { prepare: link('/dev/zero', 'zero.yaml') }),
  refCase('$ref to a FIFO', 'fifo.yaml', undefined, {
    prepare: (folder) => {
      execFileSync('mkfifo', [join(folder, 'fifo.yaml')])
      return nothing
    },
  }),
  refCase('$ref to itself by other paths', 'loop/a.json', () => ({ 'a.json': '{ "$ref": "loop/a.json" }' }), {
    prepare: link('.', 'loop'),
  }),
  refCase('$ref to the description by a link', 'loop/hostile.json#/paths', undefined, {
    prepare: link('.', 'loop'),
  }),
  refCase('$ref to a link to itself', 'self.yaml', undefined, { prepare: link('self.yaml', 'self.yaml') }),
  refCase('$ref to a file of 50 MB', 'big.txt', () => ({ 'big.txt': 'x'.repeat(50 * 1024 * 1024) })),
  refCase('$ref to 10,000 files in a chain', 'f0.json', () =>
    Object.fromEntries(
      repeat(2000, (index) => [
        `f${index}.json`,
        index === 1999 ? '{}' : JSON.stringify({ items: { $ref: `f${index + 1}.json` } }),
      ]),
    ),
  ),
  {
    name: 'a description that is a device',
    files: () => ({ 'hostile.yaml': '' }),
    prepare: link('/dev/zero', 'hostile.yaml'),
  },
  {
    name: 'a description that is a FIFO',
    files: () => ({ 'hostile.yaml': '' }),
    prepare: (folder) => {
      rmSync(join(folder, 'hostile.yaml'))
      execFileSync('mkfifo', [join(folder, 'hostile.yaml')])
      return nothing
    },
  },
  { name: 'a description that is a folder', files: () => ({ 'hostile.yaml/x': '' }) },
]

const MULTIPLYING: readonly HostileCase[] = [
  refCase('external $refs that multiply, as schemas', 'a0.json', () =>
    multiplyingFiles(($ref) => ({
      type: 'object',
      properties: Object.fromEntries(repeat(10, (index) => [`p${index}`, { $ref }])),
    })),
  ),
  {
    name: 'external $refs that multiply, as data',
    files: () => ({
      'hostile.json': JSON.stringify({ ...describe({ type: 'string' }), 'x-data': { $ref: 'a0.json' } }),
      ...multiplyingFiles(($ref) => repeat(10, () => ({ $ref }))),
    }),
  },
]

const WITHOUT_END: readonly HostileCase[] = [
  schemaCase('$ref to itself', () => ({ S0: REF('S0') })),
  schemaCase('$ref in a circle', () => ({ S0: REF('S1'), S1: REF('S2'), S2: REF('S0') })),
  schemaCase('$ref in a circle by allOf', () => ({ S0: { allOf: [REF('S1')] }, S1: { anyOf: [REF('S0')] } })),
  schemaCase('$ref into itself', () => ({ S0: { $ref: '#/components/schemas/S0/properties/a' } })),
  schemaCase('$ref below itself without end', () => ({
    S0: { properties: { a: { $ref: '#/components/schemas/S0/properties/a/properties/a' } } },
  })),
  schemaCase('a required property of its own type', () => ({
    S0: { type: 'object', required: ['a'], properties: { a: REF('S0') } },
  })),
  schemaCase('$dynamicRef to itself', () => ({ S0: { $dynamicAnchor: 'a', $dynamicRef: '#a' } })),
  {
    name: '$ref to the whole document',
    files: () => ({ 'hostile.yaml': `${YAML_HEAD}components: { schemas: { S0: { $ref: '#' } } }\n` }),
  },
  {
    name: '$ref of a path to itself',
    files: () => ({
      'hostile.json': JSON.stringify({ ...describe({}), paths: { '/things': { $ref: '#/paths/~1things' } } }),
    }),
  },
  {
    name: '$ref of a parameter to itself',
    files: () => ({
      'hostile.json': JSON.stringify({
        ...describe({}),
        components: { parameters: { a: { $ref: '#/components/parameters/a' } } },
      }),
    }),
  },
]

const remote: HostileCase = {
  name: 'remote $refs that are not allowed',
  files: () => ({ 'hostile.json': JSON.stringify(describe({ $ref: 'http://127.0.0.1:39999/a.json' })) }),
  prepare: async () => {
    const server = createServer((_request, response) => {
      console.log('    FAULT a remote reference was fetched.')
      process.exitCode = 1
      response.end('{}')
    })
    await new Promise<void>((resolve) => server.listen(39_999, '127.0.0.1', resolve))
    return () => server.close()
  },
}

/** References that do not end, lead to what is not a file, or multiply. */
export const REFERENCE_CASES: readonly HostileCase[] = [...FILES, ...MULTIPLYING, ...WITHOUT_END, remote]
