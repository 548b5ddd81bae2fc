/** So many lost responses are no accident if they are also a large share of all connections. */
const MIN_LOSSES = 4
const MIN_SHARE = 1 / 8

interface Loss {
  readonly at: number
  readonly fail: () => void
}

/** Collects the responses that were lost once and arrived when the request was sent again. A network may lose a few. */
export class Losses {
  private pending: Loss[] = []
  private failed = 0

  /**
   * Adds a loss. All of them are failures as soon as they are too many.
   *
   * @param connections how many connections were opened for requests so far
   */
  add(fail: () => void, connections: number): void {
    this.pending.push({ at: performance.now(), fail })
    const count = this.failed + this.pending.length
    if (count < MIN_LOSSES || count < connections * MIN_SHARE) return
    this.failed = count
    for (const loss of this.pending.splice(0)) loss.fail()
  }

  /** Forgets the losses since a time: a request that is known to break the server was sent then. */
  forgiveSince(time: number): void {
    this.pending = this.pending.filter(({ at }) => at < time)
  }
}
