import { expect, test } from 'vitest'
import { CaseSkipped } from '../../../src/contract/cases/case-skipped.ts'
import { explain } from '../../../src/contract/cases/explain.ts'

test('a failure is recorded if what may explain it cannot be sent, and the case ends as it would', async () => {
  const recorded: string[] = []
  const reason = new CaseSkipped('the run stopped after 9 requests')
  await expect(
    explain(
      () => Promise.reject(reason),
      () => recorded.push('failure'),
    ),
  ).rejects.toBe(reason)
  expect(recorded).toEqual(['failure'])
})

test('an explanation records nothing', async () => {
  const recorded: string[] = []
  expect(
    await explain(
      () => Promise.resolve(7),
      () => recorded.push('failure'),
    ),
  ).toBe(7)
  expect(recorded).toEqual([])
})
