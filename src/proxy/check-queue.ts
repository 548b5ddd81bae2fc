import type { RecordedExchange } from '../har/index.ts'

/** So many exchanges may wait to be checked. Beyond that, one is checked after each response. */
const MAX_WAITING = 1000

/** Checks exchanges when no request is in progress, so that no client waits for a check. */
export class CheckQueue {
  private readonly waiting: RecordedExchange[] = []
  private readonly check: (exchange: RecordedExchange) => void
  private inProgress = 0
  private isScheduled = false

  constructor(check: (exchange: RecordedExchange) => void) {
    this.check = check
  }

  begin(): void {
    this.inProgress += 1
  }

  end(exchange: RecordedExchange): void {
    this.inProgress -= 1
    this.waiting.push(exchange)
    if (this.waiting.length > MAX_WAITING) this.checkNext()
    this.schedule()
  }

  /** Checks everything that waits. */
  flush(): void {
    while (this.waiting.length > 0) this.checkNext()
  }

  private schedule(): void {
    if (this.isScheduled || this.inProgress > 0 || this.waiting.length === 0) return
    this.isScheduled = true
    setImmediate(() => {
      this.isScheduled = false
      if (this.inProgress === 0) this.checkNext()
      this.schedule()
    })
  }

  private checkNext(): void {
    const exchange = this.waiting.shift()
    if (exchange !== undefined) this.check(exchange)
  }
}
