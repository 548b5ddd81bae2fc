import { expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import type { Report } from '../../../src/contract/index.ts'
import { readDescription } from '../../../src/description/index.ts'
import type { Description } from '../../../src/description/index.ts'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'

const STORED = 'cancelPaymentIntent/idempotency/stores/rejection'
const leanrails = await readDescription(process.cwd(), 'leanrails')

async function testRetention(
  only: string[],
  faults: string[] = [],
  description: Description = leanrails,
  rule = 'cancelPaymentIntent/idempotency/replay',
): Promise<Report['rules'][number] | undefined> {
  const { fixtures, close, ...target } = await startLocalTarget('leanrails', { faults })
  try {
    const report = await runContract({ description, fixtures, target, seed: 1, selection: { only } })
    return report.rules.find(({ id }) => id === rule)
  } finally {
    await close()
  }
}

test('the first keys of a run are replayed at its end', async () => {
  const families = ['auth', 'lifecycle', 'identifiers', 'retention']
  expect(await testRetention(families)).toMatchObject({ verdict: 'passed', evidence: 3 })
  const failed = await testRetention(families, ['key-store-keeps-100'])
  expect(failed?.failures[0]?.expected).toMatch(/^the stored response, also after \d+ other requests: 200/)
})

test('keys are not replayed without the other cases of the run', async () => {
  expect(await testRetention(['retention'])).toMatchObject({
    verdict: 'untested',
    reason: 'needs the other cases of the run',
  })
})

test('keys are not replayed after half of their retention', async () => {
  const operations = leanrails.operations.map((operation) =>
    operation.idempotency === undefined
      ? operation
      : { ...operation, idempotency: { ...operation.idempotency, retention: 'PT0S' } },
  )
  const description = Object.assign(Object.create(leanrails) as Description, { operations })
  expect(await testRetention(['lifecycle', 'retention'], [], description)).toMatchObject({
    verdict: 'untested',
  })
})

test('a rejection that is forgotten is noticed, also if its repetition looks the same', async () => {
  const families = ['lifecycle', 'idempotency', 'concurrency', 'retention']
  const failed = await testRetention(families, ['key-store-keeps-20-rejections'], leanrails, STORED)
  expect(failed?.failures[0]?.case).toMatch(/^retention\//)
  expect(await testRetention(families, [], leanrails, STORED)).toMatchObject({ verdict: 'passed' })
})
