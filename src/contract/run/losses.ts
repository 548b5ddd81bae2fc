/** The share of lost responses that a network may have. */
const TOLERATED = 1 / 10

/** The same for a target on this computer, where no network loses anything. */
const TOLERATED_HERE = 1 / 250

/** How often a target on this computer may lose responses in any run: its process may be replaced. */
const MOST_HERE = 3

/** How many standard deviations above its expected number of losses such a network stays, nearly always. */
const DEVIATIONS = 2.5

/** A process that ends loses the responses to the requests of one moment: to so many that are sent one after the other. */
const MOMENT = 16

interface Loss {
  readonly at: number
  readonly sent: number
  readonly fail: () => void
}

/** Collects the responses that were lost once and arrived when the request was sent again. A network may lose a few. */
export class Losses {
  private losses: Loss[] = []

  /** @param sent how many requests the run had sent */
  add(sent: number, fail: () => void): void {
    this.losses.push({ at: performance.now(), sent, fail })
  }

  /** Forgets the losses since a time: a request that is known to break the server was sent then. */
  forgiveSince(time: number): void {
    this.losses = this.losses.filter(({ at }) => at < time)
  }

  /**
   * Makes all losses failures if they are too many. To be called at the end of a run: a few early ones are a large share by
   * chance.
   *
   * @param connections how many connections were opened for requests
   * @param isHere whether the target is on this computer
   */
  check(connections: number, isHere: boolean): void {
    const losses = this.losses.splice(0)
    const count = isHere ? momentsOf(losses) : losses.length
    const tolerated = isHere ? TOLERATED_HERE : TOLERATED
    const expected = connections * tolerated
    const most = expected + DEVIATIONS * Math.sqrt(expected * (1 - tolerated))
    if (count > Math.max(most, isHere ? MOST_HERE : 0)) for (const { fail } of losses) fail()
  }
}

/** Returns at how many moments of the run responses were lost. */
function momentsOf(losses: readonly Loss[]): number {
  let count = 0
  let start = -Infinity
  for (const { sent } of [...losses].sort((one, other) => one.sent - other.sent)) {
    if (sent - start <= MOMENT) continue
    count += 1
    start = sent
  }
  return count
}
