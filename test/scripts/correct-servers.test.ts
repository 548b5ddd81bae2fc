import { expect, test } from 'vitest'
import { startServer, testServer } from '../../scripts/correct-servers/row.ts'
import { SERVERS } from '../../scripts/correct-servers/servers.ts'
import { describedOnce, failedRules } from '../contract/support/proxy.ts'

// The frameworks need a package registry, and lenient servers in Python wait most of their time for the acknowledgment of
// a header: `npm run correct-servers` tests them.
const rows = SERVERS.filter(
  ({ name, isBuiltIn, missing }) => isBuiltIn || (name === 'http.server' && missing() === undefined),
).flatMap((server) =>
  ['leanrails', 'stripe'].flatMap((api) =>
    (server.isBuiltIn ? ['strict', 'lenient'] : ['strict']).map((variant) => ({
      ...{ name: server.name, variant, api, server },
    })),
  ),
)

test.each(rows)(
  'no rule fails for the $variant server of $api with $name alone',
  async ({ server, api, variant }) => {
    const started = await startServer(server.command(api, variant))
    try {
      const report = await testServer(await describedOnce(api), started)
      expect(failedRules(report)).toEqual([])
      expect(report.toolFaults).toBeUndefined()
      // Neither may a server that conforms leave most of its rules untested.
      expect(report.summary.passed / report.summary.rules).toBeGreaterThan(0.6)
    } finally {
      started.stop()
    }
  },
)
