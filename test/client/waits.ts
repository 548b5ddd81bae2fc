import { afterEach, vi } from 'vitest'

/**
 * Captures timers, so that tests do not sleep. Timers of 10 s and more are time limits of attempts and never fire by
 * themselves. All others are delays: they fire at once and are recorded, in milliseconds.
 */
export function captureWaits(): { waits: number[]; limits: number[]; endLimits: () => void } {
  const waits: number[] = []
  const limits: number[] = []
  const ends: (() => void)[] = []
  vi.stubGlobal('setTimeout', (end: () => void, ms: number) => {
    if (ms >= 10_000) {
      limits.push(ms)
      ends.push(end)
    } else {
      waits.push(ms)
      queueMicrotask(end)
    }
    return 0
  })
  return {
    waits,
    limits,
    endLimits: () => {
      for (const end of ends.splice(0)) end()
    },
  }
}

afterEach(() => {
  vi.unstubAllGlobals()
})
