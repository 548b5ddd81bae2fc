import { describe, expect, it, vi } from 'vitest'
import { lintCommand } from '../../src/lint/cli.ts'
import { makeProject } from '../codegen/project.ts'

const description = (schema: string, extra = ''): string => `openapi: 3.1.0
info: { title: Notes, version: '1' }
servers: [{ url: https://notes.example }]
paths:
  /notes:
    get:
      operationId: listNotes
${extra}      responses:
        '200':
          description: All notes.
          content: { application/json: { schema: ${schema} } }
`

async function lint(
  files: Record<string, string>,
  ...argv: string[]
): Promise<{ code: number; lines: string[] }> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    const root = makeProject({ 'package.json': '{}', ...files })
    const code = await lintCommand(argv, root)
    return { code, lines: log.mock.calls.map(([line]) => String(line)) }
  } finally {
    log.mockRestore()
  }
}

describe('lint', () => {
  it('accepts a description without a fault', async () => {
    expect(await lint({ 'notes.yaml': description('{ type: array }') }, 'notes.yaml')).toEqual({
      code: 0,
      lines: ['notes.yaml: no error, no warning'],
    })
  })

  it('reports a reference without a target at its line, also without a redocly.yaml', async () => {
    const { code, lines } = await lint(
      { 'notes.yaml': description("{ $ref: '#/components/schemas/Lost' }") },
      'notes.yaml',
    )
    expect(code).toBe(1)
    expect(lines[0]).toMatch(/^notes\.yaml:11: error: /)
    expect(lines.at(-1)).toBe('notes.yaml: 1 error, no warning')
  })

  it('reports an extension that is not correct', async () => {
    const text = description('{ type: array }', '      x-idempotency: { header: 7 }\n')
    const { code, lines } = await lint({ 'notes.yaml': text }, 'notes.yaml')
    expect(code).toBe(1)
    expect(lines.join('\n')).toContain('notes.yaml:8')
  })

  it('reports what is not YAML', async () => {
    const { code, lines } = await lint({ 'notes.yaml': 'openapi: {' }, 'notes.yaml')
    expect(code).toBe(1)
    expect(lines[0]).toMatch(/^notes\.yaml:\d+.*: error: /)
  })

  it('applies the rules of redocly.yaml to all its APIs, with their severity', async () => {
    const files = {
      'notes.yaml': description('{ type: array }'),
      'redocly.yaml': `apis: { notes: { root: notes.yaml } }
rules: { operation-summary: error, info-contact: warn }
`,
    }
    const { code, lines } = await lint(files)
    expect(code).toBe(1)
    expect(lines).toEqual([
      expect.stringMatching(/^notes\.yaml:2:\d+: warning: .* \(info-contact\)$/),
      expect.stringMatching(/^notes\.yaml:6:\d+: error: .* \(operation-summary\)$/),
      'notes.yaml: 1 error, 1 warning',
    ])
    const ignored = { ...files, 'redocly.yaml': files['redocly.yaml'].replace('error', 'off') }
    expect((await lint(ignored)).code).toBe(0)
  })

  it('applies the strict profile to a description without a redocly.yaml', async () => {
    const { code, lines } = await lint(
      { 'my notes.yaml': description('{ type: array }') },
      '--strict',
      'my notes.yaml',
    )
    expect(code).toBe(1)
    expect(lines.map((line) => line.replace(/.* /, ''))).toEqual(
      expect.arrayContaining(['(info-license)', '(operation-summary)', '(info-contact)']),
    )
    expect(lines.every((line) => line.startsWith('my notes.yaml:'))).toBe(true)
  })

  it('lists problems in the order of the lines, but references without a target first', async () => {
    const { lines } = await lint(
      { 'notes.yaml': `${description("{ $ref: '#/components/schemas/None' }")}  /other: { get: {} }\n` },
      '--strict',
      'notes.yaml',
    )
    expect(lines[0]).toMatch(/^notes\.yaml:11:.*Can't resolve \$ref/)
    const numbers = lines.slice(1, -1).map((line) => Number(line.split(':')[1]))
    expect(numbers.length).toBeGreaterThan(5)
    expect(numbers).toEqual(numbers.toSorted((left, right) => left - right))
  })

  it('cannot check an API of redocly.yaml whose file is missing', async () => {
    const files = { 'redocly.yaml': 'apis: { notes: { root: notes.yaml } }\n' }
    await expect(lint(files)).rejects.toThrow('notes.yaml: File not found.')
  })

  it('applies the strict profile instead of the rules of redocly.yaml', async () => {
    const files = {
      'notes.yaml': description('{ type: array }'),
      'redocly.yaml': 'apis: { notes: { root: notes.yaml } }\nextends: [minimal]\n',
    }
    expect((await lint(files)).lines.join('\n')).not.toContain('(info-contact)')
    expect((await lint(files, '--strict')).lines.join('\n')).toContain('(info-contact)')
  })

  it.each([
    ['2.0', '{ "swagger": "2.0", "info": { "title": "N", "version": "1" }, "paths": {} }'],
    ['3.2', '{ "openapi": "3.2.0", "info": { "title": "N", "version": "1" }, "paths": {} }'],
  ])('applies the strict profile to OpenAPI %s', async (_, text) => {
    const { code, lines } = await lint({ 'n.json': text }, '--strict', 'n.json')
    expect(code).toBe(1)
    expect(lines.join('\n')).toContain('(info-license)')
  })
})
