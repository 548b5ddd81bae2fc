import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { getLineColLocation, lint, lintFromString, loadConfig } from '@redocly/openapi-core'
import type { NormalizedProblem } from '@redocly/openapi-core'
import { describe, expect, test } from 'vitest'
import { listApis } from '../../src/description/index.ts'
import { root } from './schema-validator.ts'

const run = promisify(execFile)
const config = await loadConfig({ configPath: join(root, 'redocly.yaml') })

/** What Redocly's score calls the parts of a description that are its author's, and not the API's shape. */
const OURS = [
  'documentationQuality',
  'exampleCoverage',
  'errorClarity',
  'identifierClarity',
  'dependencyClarity',
]

function lines(problems: readonly NormalizedProblem[]): string[] {
  return problems.map(({ ruleId, message, location: [location] }) => {
    const line = location === undefined ? 0 : getLineColLocation(location).start.line
    return `${line} ${ruleId}: ${message.split('\n')[0] ?? ''}`
  })
}

describe.each(listApis(root))('$file', ({ name, file }) => {
  const ref = join(root, file)
  const source = readFileSync(ref, 'utf8')
  /** The line of the first `text`, and the report after `text` has become `replacement`. */
  const after = async (text: string, replacement: string): Promise<string[]> => {
    expect(source).toContain(text)
    const changed = source.replace(text, replacement)
    return lines(await lintFromString({ source: changed, absoluteRef: ref, config: config.forAlias(name) }))
  }

  test('the linter finds nothing', async () => {
    expect(lines(await lint({ ref, config: config.forAlias(name) }))).toEqual([])
  })

  test('what is the author’s own scores 100 %', async () => {
    const redocly = join(root, 'node_modules/@redocly/cli/bin/cli.js')
    const { stdout } = await run(process.execPath, [redocly, 'score', file, '--format=json'], {
      cwd: root,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    })
    const { subscores } = JSON.parse(stdout) as { subscores: Record<string, number> }
    expect(OURS.map((part) => [part, subscores[part]])).toEqual(OURS.map((part) => [part, 1]))
  })

  test('an example that breaks its schema is found', async () => {
    expect(await after('amount: 2000\n', "amount: '2000'\n")).toEqual([
      expect.stringMatching(/no-invalid-media-type-examples: .*amount/),
    ])
  })

  test('a misspelt extension is found', async () => {
    expect(await after('x-idempotency:', 'x-idempotancy:')).toEqual([
      expect.stringMatching(/contract\/extension-name: `x-idempotancy` is not known on an operation/),
    ])
  })

  test('`nullable`, which OpenAPI 3.1 has no more, is found', async () => {
    expect(
      await after(
        'livemode:\n          type: boolean',
        'livemode:\n          nullable: true\n          type: boolean',
      ),
    ).toEqual([expect.stringMatching(/struct: Property `nullable` is not expected here/)])
  })

  test('an answer that is not there is found', async () => {
    expect(await after('example: already_canceled }', 'example: already_cancelled }')).toEqual([
      expect.stringMatching(
        /contract\/expected-responses-exist: The response `400` has no example `already_cancelled`/,
      ),
    ])
  })
})
