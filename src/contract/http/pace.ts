/** Keeps the requests of a run below a rate: at no time are there more in a second. */
export class Pace {
  /** The most requests per second. 0 for no limit. */
  readonly rate: number
  /** When the next request may be sent, in milliseconds. */
  private next = 0

  constructor(rate: number) {
    this.rate = rate
  }

  /** Waits until one more request may be sent. */
  async turn(): Promise<void> {
    if (this.rate === 0) return
    const at = Math.max(performance.now(), this.next)
    this.next = at + 1000 / this.rate
    await waitUntil(at)
  }

  /** Returns whether so many requests may be sent at the same time. */
  allows(count: number): boolean {
    return this.rate === 0 || count <= this.rate
  }

  /** Waits until so many requests may be sent at the same time: no other is sent in the second before and after them. */
  async burst(count: number): Promise<void> {
    if (this.rate === 0) return
    const second = 1000
    const at = Math.max(performance.now(), this.next - second / this.rate + second)
    this.next = at + second
    if (!this.allows(count)) throw new RangeError(`${count} requests exceed the rate.`)
    await waitUntil(at)
  }
}

async function waitUntil(at: number): Promise<void> {
  const wait = at - performance.now()
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
}
