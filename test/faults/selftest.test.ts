import { describe, expect, test } from 'vitest'
import { readDescription } from '../../src/description/index.ts'
import { prepareSelftest, reportOf, selftest } from '../../src/faults/index.ts'
import { describeCrud } from '../contract/crud/description.ts'

describe('a selftest of a small description', () => {
  test('fails nothing against the correct mock, and gives the same report each time', async () => {
    const run = () => selftest({ description: describeCrud(), runs: 3, sample: 6 })
    const [first, second] = [reportOf(await run()), reportOf(await run())]
    expect(first.excluded).toEqual([])
    expect(first.tried).toBe(6)
    expect({ ...second, durationMs: 0 }).toEqual({ ...first, durationMs: 0 })
  })
})

test.each(['leanrails', 'stripe'])('no rule of %s fails against its own correct mock', async (api) => {
  const description = await readDescription(process.cwd(), api)
  const { clean, close } = await prepareSelftest({ description, runs: 3 })
  try {
    expect(clean.flatMap(({ testCase, failed }) => (failed.size === 0 ? [] : [testCase.id]))).toEqual([])
  } finally {
    await close()
  }
})
