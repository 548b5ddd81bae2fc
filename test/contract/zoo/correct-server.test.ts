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

/** Animals of which no such server can be made. */
const EXCLUDED: Readonly<Record<string, string>> = {
  'components-only.yaml': 'nothing to serve',
  'empty-paths.yaml': 'nothing to serve',
  'webhooks-only.yaml': 'nothing to serve',
  'recursive-without-end.yaml': 'no answer is finite',
  split: 'is in several files, which the server does not read',
}

/** What the paths name, where no example says so. */
const PATH_VALUES = new Map([
  ['__proto__', 'p'],
  ['left', 'l'],
  ['right', 'r'],
  ['from', '3'],
  ['to', '4'],
])

/** The examples; where there are none, what is there. */
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
  '%s: a correct server is blamed for nothing',
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
