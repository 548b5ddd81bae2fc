import { describe, expect, test } from 'vitest'
import { reportOf, selftest } from '../../src/faults/index.ts'
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
