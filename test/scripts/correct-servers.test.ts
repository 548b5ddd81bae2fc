import { expect, test } from 'vitest'
import { startServer, testServer } from '../../scripts/correct-servers/row.ts'
import { hasPython, SERVERS } from '../../scripts/correct-servers/servers.ts'
import { describedOnce, failedRules } from '../contract/support/proxy.ts'

// The frameworks need a package registry: `npm run correct-servers` tests the others.
const rows = SERVERS.filter(
  ({ needs }) => needs === 'nothing' || (needs === 'python' && hasPython()),
).flatMap((server) =>
  ['leanrails', 'stripe'].flatMap((api) =>
    ['strict', 'lenient'].map((variant) => ({ name: server.name, variant, api, server })),
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
