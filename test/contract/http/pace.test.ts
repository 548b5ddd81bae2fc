import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readRate } from '../../../src/contract/cli/option-values.ts'
import { Pace } from '../../../src/contract/http/pace.ts'

/** Returns the most times that lie in any one second. The start of a second belongs to it, its end does not. */
function mostInASecond(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 999.5).length))
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Sends requests at a pace, without real waits. Returns when each was sent. */
async function timesOf(pace: Pace, ...bursts: readonly number[]): Promise<number[]> {
  const times: number[] = []
  const record = (): void => void times.push(performance.now())
  const sent = bursts.map((count) =>
    count === 1
      ? pace.turn().then(record)
      : pace.burst(count).then(() => Array.from({ length: count }, record)),
  )
  await vi.runAllTimersAsync()
  await Promise.all(sent)
  return times
}

describe('the pace of a run', () => {
  test('is that of --rate, from the first request on', async () => {
    const times = await timesOf(new Pace(5), ...new Array<number>(20).fill(1))
    expect(mostInASecond(times)).toBeLessThanOrEqual(5)
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThanOrEqual(3_700)
  })

  test('lets a race be sent at once, in a second of its own', async () => {
    const times = await timesOf(new Pace(8), 1, 1, 1, 8, 1, 1, 8, 8, 1)
    expect(times).toHaveLength(30)
    expect(mostInASecond(times)).toBeLessThanOrEqual(8)
    const counts = [...new Set(times)].map((time) => times.filter((other) => other === time).length)
    expect(counts.filter((count) => count === 8)).toHaveLength(3)
  })

  test('may be less than one request in a second', async () => {
    const times = await timesOf(new Pace(0.5), 1, 1, 1)
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThanOrEqual(3_999)
  })

  test('says whether a race is possible', () => {
    expect([new Pace(7).allows(8), new Pace(8).allows(8), new Pace(0).allows(8)]).toEqual([false, true, true])
  })
})

test.each<[string, number]>([
  ['5', 5],
  ['5/s', 5],
  ['2.5/s', 2.5],
  ['120/m', 2],
  ['3600/h', 1],
])('--rate %s is %d per second', (text, rate) => {
  expect(readRate('--rate', text)).toBe(rate)
})

test.each(['0', '-1', 'fast', '5/d', '5 per s', '1e3', ''])('--rate %s is rejected', (text) => {
  expect(() => readRate('--rate', text)).toThrow(
    `\`--rate\` must be a rate such as 5/s or 100/m. Received: \`${text}\`.`,
  )
})
