import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { generateCommand } from '../../src/codegen/cli.ts'
import { DescriptionError, readDescription } from '../../src/description/index.ts'
import { makeProject } from './project.ts'

/** Returns a description with one operation whose bodies have a schema of `components`. */
function describe(schemas: Readonly<Record<string, unknown>>, name: string): string {
  const content = { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } }
  return JSON.stringify({
    openapi: '3.1.1',
    info: { title: 'Hostile', version: '1' },
    servers: [{ url: 'https://example.com' }],
    paths: {
      '/a': {
        post: {
          operationId: 'a',
          requestBody: { content },
          responses: { 200: { description: 'x', content } },
        },
      },
    },
    components: { schemas },
  })
}

async function generate(text: string): Promise<string> {
  const root = makeProject({ 'hostile.json': text })
  expect(await generateCommand(['hostile.json'], root)).toBe(0)
  return readFileSync(join(root, 'generated/hostile/validators/compiled.js'), 'utf8')
}

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` })

// A walk that follows each reference again would visit 2 ** 25 schemas. It would end with the time limit of the test.
test.each(['oneOf', 'anyOf', 'allOf'])('generates code from 25 levels of %s twice', async (keyword) => {
  const levels = Array.from({ length: 25 }, (_, index) => [
    `L${index + 1}`,
    { [keyword]: [ref(`L${index}`), ref(`L${index}`)] },
  ])
  const schemas = Object.fromEntries(levels) as Record<string, unknown>
  await generate(describe({ ...schemas, L0: { type: 'object', properties: {} } }, 'L25'))
})

test('generates code from a chain of 3,000 schemas that each extend the next one', async () => {
  const levels = Array.from({ length: 3000 }, (_, index): [string, unknown] => [
    `L${index + 1}`,
    { allOf: [ref(`L${index}`)], properties: { [`p${index}`]: { type: 'string' } } },
  ])
  const schemas = { L0: { type: 'object', required: ['id'] }, ...Object.fromEntries(levels) }
  expect(await generate(describe(schemas, 'L3000'))).toContain('validateL3000')
})

test('generates no validators for more than 5,000 schemas, and says so', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const schemas = Array.from({ length: 5001 }, (_, index): [string, unknown] => [`S${index}`, {}])
  const root = makeProject({ 'hostile.json': describe(Object.fromEntries(schemas), 'S0') })
  expect(await generateCommand(['hostile.json'], root)).toBe(0)
  expect(warn.mock.calls.flat()).toContain(
    'hostile.json:1: warning: No validators are generated for 5,001 schemas. The most are 5,000.',
  )
  warn.mockRestore()
})

test('a schema that is only a reference has the validator of its target', async () => {
  const code = await generate(
    describe({ Pet: { type: 'string' }, Animal: ref('Pet'), Being: ref('Animal') }, 'Being'),
  )
  for (const name of ['validatePet', 'validateAnimal', 'validateBeing']) expect(code).toContain(name)
})

test.each<[string, string, RegExp]>([
  [
    'JSON that is nested too deep',
    `{"openapi":"3.1.0","x":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
    /Nested too deep/,
  ],
  [
    'YAML that is nested too deep',
    `openapi: 3.1.0\nx: ${'['.repeat(1e5)}${']'.repeat(1e5)}\n`,
    /Nested too deep/,
  ],
  [
    'YAML blocks that are nested too deep',
    `openapi: 3.1.0\nx:\n${Array.from({ length: 3000 }, (_, index) => `${' '.repeat(index + 1)}a:\n`).join('')}`,
    /Nested too deep/,
  ],
  [
    'YAML aliases that multiply',
    `openapi: 3.1.0\nx0: &a0 [1]\n${Array.from({ length: 30 }, (_, index) => `x${index + 1}: &a${index + 1} [*a${index}, *a${index}]\n`).join('')}`,
    /:\d+: The YAML aliases below expand to .* values or more/,
  ],
])('rejects %s with one message', async (_, text, message) => {
  const root = makeProject({ 'hostile.yaml': text })
  const error: unknown = await readDescription(root, 'hostile.yaml').catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(DescriptionError)
  expect((error as DescriptionError).message).toMatch(message)
})
