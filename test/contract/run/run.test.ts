import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Report } from '../../../src/contract/index.ts'
import { testSandbox } from '../support/proxy.ts'

/** Returns the bodies that a run sent, and its report. Ids, keys and times are new in each run. */
async function runWithSeed(
  seed: number,
  faults: readonly string[] = [],
): Promise<{ report: Report; bodies: string[] }> {
  const bodies: string[] = []
  const report = await testSandbox({
    seed,
    faults,
    only: ['generated', 'malformed', 'idempotency', 'boundaries'],
    behavior: (request, pass) => {
      const body = request.body.toString('latin1').replaceAll(/pi_\w+/g, 'pi_…')
      bodies.push(createHash('sha256').update(body).digest('hex'))
      return pass()
    },
  })
  return { report, bodies: bodies.sort() }
}

function verdicts({ rules }: Report): string[] {
  return rules.map(({ id, verdict }) => `${verdict} ${id}`)
}

test('the same seed sends the same bodies and gives the same verdicts, and another one sends others', async () => {
  const faults = ['reason-html-escaped', 'key-case-insensitive']
  const first = await runWithSeed(11, faults)
  const again = await runWithSeed(11, faults)
  const other = await runWithSeed(12)
  expect(again.bodies).toEqual(first.bodies)
  expect(verdicts(again.report)).toEqual(verdicts(first.report))
  expect(first.report.seed).toBe(11)
  expect(first.report.summary.failed).toBeGreaterThan(1)
  expect(other.bodies).not.toEqual(first.bodies)
})
