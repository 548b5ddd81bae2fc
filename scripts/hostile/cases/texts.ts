import { describe, jsonCase, repeat, schemaCase, YAML_HEAD, yamlCase } from './hostile-case.ts'
import type { HostileCase } from './hostile-case.ts'

const LEVELS = 100_000

/** Lines of aliases, each of which stands for ten of the line before. */
function multiplying(levels: number, first: string, next: (alias: string) => string): string {
  return repeat(levels, (level) =>
    level === 0 ? `  A0: &A0 ${first}` : `  A${level}: &A${level} ${next(`*A${level - 1}`)}`,
  ).join('\n')
}

const ten = (make: (index: number) => string): string => repeat(10, make).join(', ')

const ALIASES: readonly HostileCase[] = [
  yamlCase(
    'YAML aliases as data',
    () => `${YAML_HEAD}components: { schemas: { S0: { type: string } } }
x-data:
${multiplying(12, '[lol]', (alias) => `[${ten(() => alias)}]`)}
`,
  ),
  yamlCase('YAML aliases as schemas', () =>
    `${YAML_HEAD}components:
  schemas: { S0: *A11 }
x-data:
${multiplying(12, '{ type: string }', (alias) => `{ type: object, properties: { ${ten((index) => `p${index}: ${alias}`)} } }`)}
`
      .replace(/^components:[^]*?(?=x-data)/m, '')
      .concat('components:\n  schemas: { S0: *A11 }\n'),
  ),
  yamlCase(
    'YAML aliases as an example',
    () => `${YAML_HEAD}x-data:
${multiplying(12, '[1]', (alias) => `[${ten(() => alias)}]`)}
components: { schemas: { S0: { example: *A11 } } }
`,
  ),
  yamlCase(
    'YAML aliases as merged keys',
    () => `${YAML_HEAD}x-data:
${multiplying(12, '{ a: 1 }', (alias) => `{ ${ten((index) => `k${index}: { <<: ${alias} }`)} }`)}
components: { schemas: { S0: { type: string } } }
`,
  ),
  yamlCase('YAML aliases below the limit', () => {
    const items = repeat(5000, () => '*A').join(', ')
    return `${YAML_HEAD}x-data:\n  A: &A { ${ten((index) => `p${index}: 1`)} }\n  B: [${items}]\ncomponents: { schemas: { S0: { type: string } } }\n`
  }),
  yamlCase(
    'a YAML alias that contains itself',
    () => `${YAML_HEAD}components: { schemas: { S0: &A { properties: { a: *A } } } }\n`,
  ),
  yamlCase(
    'a YAML alias as its own key',
    () => `${YAML_HEAD}components: { schemas: { S0: &A { ? *A : 1 } } }\n`,
  ),
  yamlCase('a YAML alias without an anchor', () => `${YAML_HEAD}components: { schemas: { S0: *none } }\n`),
  yamlCase(
    'a YAML map that merges itself',
    () => `${YAML_HEAD}components: { schemas: { S0: &A { <<: *A } } }\n`,
  ),
  yamlCase(
    '100,000 YAML anchors',
    () =>
      `${YAML_HEAD}x-data:\n${repeat(LEVELS, (index) => `  - &a${index} ${index}\n  - *a${index}`).join('\n')}\ncomponents: { schemas: { S0: { type: string } } }\n`,
  ),
]

const DEEP: readonly HostileCase[] = [
  {
    name: 'JSON, 100,000 levels of lists',
    files: () => ({ 'hostile.json': `{"openapi":"3.1.1","x-a":${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}}` }),
  },
  {
    name: 'JSON, 100,000 levels of objects',
    files: () => ({
      'hostile.json': `{"openapi":"3.1.1","x-a":${'{"a":'.repeat(LEVELS)}1${'}'.repeat(LEVELS)}}`,
    }),
  },
  {
    name: 'JSON, 100,000 levels, not closed',
    files: () => ({ 'hostile.json': `{"openapi":"3.1.1","x-a":${'['.repeat(LEVELS)}` }),
  },
  yamlCase(
    'YAML, 100,000 levels of flow lists',
    () => `openapi: 3.1.1\nx-a: ${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}\n`,
  ),
  yamlCase(
    'YAML, 100,000 levels of flow maps',
    () => `openapi: 3.1.1\nx-a: ${'{ a: '.repeat(LEVELS)}1${' }'.repeat(LEVELS)}\n`,
  ),
  yamlCase('YAML, 100,000 levels, not closed', () => `openapi: 3.1.1\nx-a: ${'['.repeat(LEVELS)}`),
  yamlCase('YAML, 100,000 levels of dashes', () => `openapi: 3.1.1\nx-a:\n  ${'- '.repeat(LEVELS)}a\n`),
  yamlCase('YAML, 100,000 levels of keys', () => `openapi: 3.1.1\nx-a:\n  ${'? '.repeat(LEVELS)}a\n`),
  yamlCase(
    'YAML, 4,000 levels of blocks',
    () => `openapi: 3.1.1\nx-a:\n${repeat(4000, (level) => `${' '.repeat(level + 1)}a:`).join('\n')}\n`,
  ),
  yamlCase(
    'YAML, 900 levels of blocks',
    () =>
      `${YAML_HEAD}components: { schemas: { S0: { type: string } } }\nx-a:\n${repeat(900, (level) => `${' '.repeat(level + 1)}a:`).join('\n')}\n`,
  ),
]

const MEGABYTES = 50 * 1024 * 1024

const LARGE: readonly HostileCase[] = [
  jsonCase('a string of 50 MB', () => describe({ type: 'string', description: 'x'.repeat(MEGABYTES) })),
  yamlCase(
    'a YAML string of 50 MB',
    () =>
      `${YAML_HEAD}components: { schemas: { S0: { type: string, description: ${'x'.repeat(MEGABYTES)} } } }\n`,
  ),
  schemaCase('an example of 10 MB', () => ({ S0: { type: 'string', example: 'x'.repeat(MEGABYTES / 5) } })),
  yamlCase(
    'a number of 1,000,000 digits',
    () => `${YAML_HEAD}components: { schemas: { S0: { type: number, maximum: ${'9'.repeat(1e6)} } } }\n`,
  ),
  jsonCase('5,000 paths', () => {
    const document = describe({ type: 'string' })
    const paths = repeat(5000, (index): [string, unknown] => [
      `/p${index}/{id}`,
      { get: { operationId: `get${index}`, responses: { '200': { description: 'OK.' } } } },
    ])
    return { ...document, paths: { ...(document['paths'] as object), ...Object.fromEntries(paths) } }
  }),
  jsonCase('100,000 faults', () => ({
    ...describe({ type: 'string' }),
    components: { schemas: Object.fromEntries(repeat(100_000, (index) => [`S${index}`, { type: 'int' }])) },
  })),
  jsonCase('1,000 parameters', () => {
    const parameters = repeat(1000, (index) => ({
      name: `p${index}`,
      in: 'query',
      schema: { type: 'integer' },
    }))
    return withOperation({ parameters })
  }),
  jsonCase('1,000 security requirements', () => ({
    ...describe({ type: 'string' }),
    security: repeat(1000, (index) => ({ [`k${index}`]: [] })),
    components: {
      securitySchemes: Object.fromEntries(
        repeat(1000, (index) => [`k${index}`, { type: 'apiKey', in: 'header', name: `K${index}` }]),
      ),
    },
  })),
  jsonCase('an operationId of 1 MB', () => withOperation({ operationId: 'x'.repeat(1024 * 1024) })),
  jsonCase('a path of 1 MB', () => ({
    ...describe({}),
    paths: { [`/${'x'.repeat(1024 * 1024)}`]: { get: {} } },
  })),
  jsonCase('a path with 5,000 parameters', () => ({
    ...describe({}),
    paths: { [repeat(5000, (index) => `/{p${index}}`).join('')]: { get: {} } },
  })),
  { name: 'an empty file', files: () => ({ 'hostile.yaml': '' }) },
  {
    name: 'not text',
    files: () => ({ 'hostile.yaml': String.fromCharCode(...repeat(3000, (index) => (index * 7) % 256)) }),
  },
  yamlCase(
    'YAML with tags of code',
    () =>
      `${YAML_HEAD}components: { schemas: { S0: { type: string, default: !!js/function 'process.exit(1)' } } }\n`,
  ),
]

function withOperation(change: object): unknown {
  const document = describe({ type: 'string' }) as { paths: Record<string, { get: object }> }
  return { ...document, paths: { '/things': { get: { ...document.paths['/things']?.get, ...change } } } }
}

/** Texts that expand, are nested deep, or are large. */
export const TEXT_CASES: readonly HostileCase[] = [...ALIASES, ...DEEP, ...LARGE]
