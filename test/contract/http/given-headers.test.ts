import { expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import { readDescription } from '../../../src/description/index.ts'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'

test.each([
  ['leanrails', 'X-API-Version', '2026-03-09'],
  ['stripe', 'stripe-version', '2026-10-28.endive'],
])('a header that the user gives to %s is not sent beside the one of a case', async (api, name, value) => {
  const description = await readDescription(process.cwd(), api)
  const { fixtures, close, ...target } = await startLocalTarget(api, { faults: [] })
  try {
    const report = await runContract({
      description,
      fixtures,
      target: { ...target, headers: [[name, value]] },
      seed: 1,
    })
    expect(report.findings).toEqual([])
  } finally {
    await close()
  }
})
