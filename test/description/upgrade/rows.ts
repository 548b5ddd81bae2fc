import { expect } from 'vitest'
import { bundleApi, get } from '../../../src/description/index.ts'
import { makeProject } from '../../codegen/project.ts'

/** One construct of another version, and what it is in OpenAPI 3.1. */
export interface Row {
  readonly construct: string
  /** The description. The line of what is at `pointer` ends with ` # !`. */
  readonly text: string
  /** Where the construct is in OpenAPI 3.1. */
  readonly pointer: string
  /** Its value there. */
  readonly value: unknown
  /** The message of each warning, all at the marked line. */
  readonly warnings?: readonly RegExp[]
  /** The operations that cannot be used. */
  readonly leftOut?: readonly string[]
}

/** Reads a description, and compares one part of it with its value and its line. */
export async function expectRow(row: Row): Promise<void> {
  const { text, pointer, value, warnings = [], leftOut = [] } = row
  const line = text.split('\n').findIndex((each) => each.trimEnd().endsWith('# !')) + 1
  const root = makeProject({ 'api.yaml': text })
  const bundled = await bundleApi(root, { name: 'a', file: 'api.yaml' })
  expect(get(bundled.document, pointer)).toEqual(value)
  if (line > 0 && warnings.length === 0)
    expect(sourceOf(bundled.sourceMap(), pointer)).toEqual({ file: 'api.yaml', line })
  const received = bundled.warnings.map(({ source, message }) => `${source}: ${message}`)
  expect(received).toEqual(
    warnings.map(
      (message) => expect.stringMatching(new RegExp(`^api\\.yaml:${line}: .*${message.source}`)) as string,
    ),
  )
  expect(bundled.leftOut.map(({ operation }) => operation)).toEqual(leftOut)
}

function sourceOf(map: Readonly<Record<string, unknown>>, pointer: string): unknown {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/')))
    if (map[at] !== undefined || at === '') return map[at]
}

const indent = (text: string, width: number): string => text.replaceAll(/^(?=.)/gm, ' '.repeat(width))

/** Returns a description of 2.0 whose operation has these properties. */
export const old = (operation: string, others = ''): string =>
  `swagger: '2.0'
info: { title: T, version: '1' }
${others}paths:
  /a:
    post:
      operationId: a
${operation.includes('responses:') ? '' : '      responses: { 200: { description: OK. } }\n'}${indent(operation, 6)}`

/** Returns a description of 2.0 with one definition, whose lines these are. */
export const oldSchema = (lines: string): string =>
  `${old('')}definitions:\n  T: { type: string }\n  S:${lines.startsWith('{') ? ` ${lines}` : `\n${indent(lines, 4)}`}`

/** Returns a description of 3.x with one schema, whose lines these are. */
export const schemaIn = (version: string, lines: string): string =>
  `openapi: ${version}
info: { title: T, version: '1' }
paths: {}
components:
  schemas:
    T: { type: string }
    S:${lines.startsWith('{') ? ` ${lines}` : `\n${indent(lines, 6)}`}`

/** Returns a description of 3.x whose path has these properties. */
export const pathIn = (version: string, lines: string, others = ''): string =>
  `openapi: ${version}
info: { title: T, version: '1' }
${others}paths:
  /a:
${indent(lines, 4)}`

export const S = '/components/schemas/S'
export const A = '/paths/~1a/post'
