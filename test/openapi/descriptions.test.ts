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

/** Subscores of Redocly that depend on the author of a description and not on the shape of the API. */
const AUTHOR_SUBSCORES = [
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
  /** Returns the lint problems after the first `text` is replaced. */
  const after = async (text: string, replacement: string): Promise<string[]> => {
    expect(source).toContain(text)
    const changed = source.replace(text, replacement)
    return lines(await lintFromString({ source: changed, absoluteRef: ref, config: config.forAlias(name) }))
  }

  test('passes the linter without problems', async () => {
    expect(lines(await lint({ ref, config: config.forAlias(name) }))).toEqual([])
  })

  test('scores 100 % in every subscore that depends on the author', async () => {
    const redocly = join(root, 'node_modules/@redocly/cli/bin/cli.js')
    const { stdout } = await run(process.execPath, [redocly, 'score', file, '--format=json'], {
      cwd: root,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    })
    const { subscores } = JSON.parse(stdout) as { subscores: Record<string, number> }
    expect(AUTHOR_SUBSCORES.map((part) => [part, subscores[part]])).toEqual(
      AUTHOR_SUBSCORES.map((part) => [part, 1]),
    )
  })

  test('reports an example that is invalid by its schema', async () => {
    expect(await after('amount: 2000\n', "amount: '2000'\n")).toEqual([
      expect.stringMatching(/no-invalid-media-type-examples: .*amount/),
    ])
  })

  test('reports a misspelled extension', async () => {
    expect(await after('x-idempotency:', 'x-idempotancy:')).toEqual([
      expect.stringMatching(/contract\/extension-name: Unknown extension `x-idempotancy` on an operation/),
    ])
  })

  test('reports `nullable`, which OpenAPI 3.1 removed', async () => {
    expect(
      await after(
        'livemode:\n          type: boolean',
        'livemode:\n          nullable: true\n          type: boolean',
      ),
    ).toEqual([expect.stringMatching(/struct: Property `nullable` is not expected here/)])
  })

  test('reports a response example that does not exist', async () => {
    expect(await after('example: already_canceled }', 'example: already_cancelled }')).toEqual([
      expect.stringMatching(
        /contract\/expected-responses-exist: The response `400` has no example `already_cancelled`/,
      ),
    ])
  })
})
