import type { RecordedExchange } from '../har/index.ts'

/** So many bytes may wait to be checked. Beyond that, exchanges are checked after each response. */
const MAX_WAITING = 64_000_000

/** For how many milliseconds no request may be in progress before exchanges are checked. */
const IDLE = 20

/** An estimate of what an exchange needs in memory without its bodies, in bytes. */
const OVERHEAD = 4000

/** Checks exchanges when no request is in progress, so that no client waits for a check. */
export class CheckQueue {
  private readonly waiting: RecordedExchange[] = []
  private next = 0
  private bytes = 0
  private inProgress = 0
  private timer: NodeJS.Timeout | undefined
  private readonly check: (exchange: RecordedExchange) => void

  constructor(check: (exchange: RecordedExchange) => void) {
    this.check = check
  }

  begin(): void {
    this.inProgress += 1
  }

  end(exchange: RecordedExchange): void {
    this.inProgress -= 1
    this.waiting.push(exchange)
    this.bytes += bytesOf(exchange)
    while (this.bytes > MAX_WAITING) this.checkNext()
    // A client that sends one request after the other is idle for less than this.
    if (this.timer === undefined) this.timer = setTimeout(() => this.checkIfIdle(), IDLE)
    else this.timer.refresh()
  }

  /** Checks everything that waits. */
  flush(): void {
    while (this.next < this.waiting.length) this.checkNext()
  }

  close(): void {
    clearTimeout(this.timer)
    this.flush()
  }

  /** Checks one exchange after the other, until a request arrives. The end of that request starts the timer again. */
  private checkIfIdle(): void {
    if (this.inProgress > 0 || this.next === this.waiting.length) return
    this.checkNext()
    setImmediate(() => this.checkIfIdle())
  }

  private checkNext(): void {
    const exchange = this.waiting[this.next]
    if (exchange === undefined) return
    this.next += 1
    this.bytes -= bytesOf(exchange)
    if (this.next === this.waiting.length || this.next === COMPACT) {
      this.waiting.splice(0, this.next)
      this.next = 0
    }
    this.check(exchange)
  }
}

/** After so many checks, the exchanges that were checked are removed from the list, all at once. */
const COMPACT = 1000

function bytesOf({ request, response }: RecordedExchange): number {
  return OVERHEAD + (request.body?.byteLength ?? 0) + (response?.body.byteLength ?? 0)
}
