/** The share of lost responses that a network may have. */
const TOLERATED = 1 / 10

/** How many standard deviations above its expected number of losses such a network stays, nearly always. */
const DEVIATIONS = 2.5

interface Loss {
  readonly at: number
  readonly fail: () => void
}

/** Collects the responses that were lost once and arrived when the request was sent again. A network may lose a few. */
export class Losses {
  private losses: Loss[] = []

  add(fail: () => void): void {
    this.losses.push({ at: performance.now(), fail })
  }

  /** Forgets the losses since a time: a request that is known to break the server was sent then. */
  forgiveSince(time: number): void {
    this.losses = this.losses.filter(({ at }) => at < time)
  }

  /**
   * Makes all losses failures if they are too many for a network. To be called at the end of a run: a few early ones are a
   * large share by chance.
   *
   * @param connections how many connections were opened for requests
   */
  check(connections: number): void {
    const expected = connections * TOLERATED
    const most = expected + DEVIATIONS * Math.sqrt(expected * (1 - TOLERATED))
    const losses = this.losses.splice(0)
    if (losses.length > most) for (const { fail } of losses) fail()
  }
}
