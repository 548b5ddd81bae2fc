import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { exampleFixtures } from '../../../src/contract/fixtures/from-examples.ts'
import { runContract } from '../../../src/contract/index.ts'
import type { Fixtures } from '../../../src/contract/index.ts'
import type { Description } from '../../../src/description/index.ts'
import { failedRules } from '../support/proxy.ts'
import { EDGE_CASES, fileOf, readEdgeCase, targetAt } from './edge-cases.ts'
import type { JsonObject } from './server/document.ts'
import { startServer } from './server/server.ts'

/** The edge cases without a correct server. */
const EXCLUDED: Readonly<Record<string, string>> = {
  'components-only.yaml': 'has no operations',
  'empty-paths.yaml': 'has no operations',
  'webhooks-only.yaml': 'has no operations',
  'recursive-without-end.yaml': 'has no finite response',
  split: 'has several files, which the server cannot read',
}

/** The values of path parameters without an example. */
const PATH_VALUES = new Map([
  ['__proto__', 'p'],
  ['left', 'l'],
  ['right', 'r'],
  ['from', '3'],
  ['to', '4'],
])

/** Returns fixtures from the examples, or from `PATH_VALUES`. */
function fixturesOf(description: Description): Fixtures {
  const examples = exampleFixtures(description)
  return {
    create: async (state, context) => {
      const { path = '' } = description.operations.find(({ id }) => id === context.operation) ?? {}
      const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name)
      const pathValues = Object.fromEntries(names.map((name) => [name, PATH_VALUES.get(name) ?? '']))
      return (await examples.create(state, context)) ?? pathValues
    },
  }
}

test.each(EDGE_CASES.filter((edgeCase) => EXCLUDED[edgeCase] === undefined))(
  '%s: no rule fails for a correct server',
  async (edgeCase) => {
    const description = await readEdgeCase(edgeCase)
    const { apiKey, otherApiKey = apiKey } = targetAt('http://127.0.0.1')
    const server = await startServer(parse(readFileSync(fileOf(edgeCase), 'utf8')) as JsonObject, [
      apiKey,
      otherApiKey,
    ])
    try {
      const fixtures = fixturesOf(description)
      const report = await runContract({
        description,
        fixtures,
        seed: 1,
        runs: 5,
        target: targetAt(server.url),
      })
      expect(server.failures).toEqual([])
      expect(failedRules(report)).toEqual([])
      expect(report.summary.passed).toBeGreaterThan(0)
    } finally {
      await server.close()
    }
  },
)
