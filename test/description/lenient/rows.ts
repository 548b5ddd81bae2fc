import { expect } from 'vitest'
import { makeClient } from '../../../src/codegen/client/index.ts'
import { listRules } from '../../../src/contract/rules/index.ts'
import { bundleApi, describe } from '../../../src/description/index.ts'
import { makeProject } from '../../codegen/project.ts'

/** One small fault of a description. */
export interface Row {
  readonly fault: string
  /** The description. Each line that a warning must point to ends with ` # !`. */
  readonly text: string
  /** The message of each warning, in the order of their lines. With `^`, the file and line too. */
  readonly warnings: readonly RegExp[]
  /** The operations that cannot be used. */
  readonly leftOut?: readonly string[]
  /** Other files. */
  readonly files?: Readonly<Record<string, string>>
}

/** A beginning without a fault. */
export const head = (version = '3.1.1'): string =>
  `openapi: ${version}
info: { title: T, version: '1' }
servers: [{ url: 'https://example.com' }]
`

/** An operation without a fault, which is always kept. */
export const KEPT = `  /kept:
    get: { operationId: kept, responses: { '204': { description: OK. } } }
`

/** Returns a description with these paths, and perhaps more after them. */
export const withPaths = (paths: string, others = '', version?: string): string =>
  `${head(version)}paths:\n${KEPT}${indent(paths, 2)}${others}`

/** Returns a description whose operation `a` has these properties. */
export const withOperation = (lines: string, others = '', version?: string): string =>
  withPaths(`/a/{id}:\n  get:\n    operationId: a\n${indent(lines, 4)}`, others, version)

export const ID = '{ name: id, in: path, required: true, schema: { type: string } }'
export const OK = `responses: { '200': { description: OK. } }\n`

/** Returns a description whose operation `a` has one more parameter. */
export const withParameter = (lines: string, others = '', version?: string): string =>
  withOperation(`${OK}parameters:\n  - ${ID}\n${indent(lines, 2)}`, others, version)

/** Returns a description whose response has the schema with these lines. */
export const withSchema = (lines: string, others = '', version?: string): string =>
  `${withOperation(
    `parameters: [${ID}]\nresponses: { '200': { description: OK., content: { application/json: { schema: { $ref: '#/components/schemas/S' } } } } }\n`,
    '',
    version,
  )}components:\n  schemas:\n    S:\n${indent(lines, 6)}${others}`

export function indent(text: string, width: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(width))
}

const MARK = ' # !'

/** Reads a description, compares its warnings, and goes on with what is left. */
export async function expectRow({ text, warnings, leftOut = [], files = {} }: Row): Promise<void> {
  const lines = text
    .split('\n')
    .flatMap((line, index) => (line.trimEnd().endsWith(MARK.trim()) ? [index + 1] : []))
  const root = makeProject({ 'api.yaml': text, ...files })
  const api = { name: 'a', file: 'api.yaml' }
  const bundled = await bundleApi(root, api)
  const received = bundled.warnings.map(({ source, message }) => `${source}: ${message}`)
  const lineOf = (warning: string): number => Number(/:(\d+)/.exec(warning)?.[1])
  expect(received.sort((left, right) => lineOf(left) - lineOf(right))).toEqual(
    warnings.map(
      (message, index) =>
        expect.stringMatching(
          message.source.startsWith('^')
            ? message
            : new RegExp(`^api\\.yaml:${lines[index] ?? lines.at(-1) ?? 'unmarked'}: .*${message.source}`),
        ) as string,
    ),
  )
  expect(bundled.leftOut.map(({ operation }) => operation)).toEqual(leftOut)
  const description = describe(api.name, bundled.document, bundled.sourceMap, bundled)
  const kept = description.operations.map(({ id }) => id)
  for (const id of leftOut) expect(kept).not.toContain(id)
  const rules = listRules(description)
  const client = makeClient(api, description)
  if (!text.includes(KEPT)) return
  expect(kept).toContain('kept')
  expect(rules.length).toBeGreaterThan(0)
  expect(JSON.stringify(client)).toContain('kept')
}
