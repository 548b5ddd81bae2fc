/** Counts requests per merchant in windows of a minute. */
export interface Rate {
  readonly limit: number
  /** Counts a request. Returns the seconds to wait if it exceeds the limit, otherwise 0. */
  readonly consume: (merchant: string) => number
  /** Returns how many requests the merchant may still send in this window. */
  readonly remaining: (merchant: string) => number
}

const minute = 60_000

/** Creates a counter. `now` returns milliseconds. */
export function createRate(limit: number, now: () => number): Rate {
  const windows = new Map<string, { readonly start: number; used: number }>()
  const current = (merchant: string) => {
    const known = windows.get(merchant)
    if (known !== undefined && now() - known.start < minute) return known
    const fresh = { start: now(), used: 0 }
    windows.set(merchant, fresh)
    return fresh
  }
  return {
    limit,
    consume: (merchant) => {
      const window = current(merchant)
      if (window.used >= limit) return Math.max(1, Math.ceil((window.start + minute - now()) / 1000))
      window.used += 1
      return 0
    },
    remaining: (merchant) => limit - current(merchant).used,
  }
}
