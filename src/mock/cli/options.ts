/** How a request can fail that `failRate` picks: with a status, by a reset connection, or without an answer. */
export type SimulatedFailure = number | 'reset' | 'hang'

export interface MockOptions {
  /** The project's root, where the description is given by its name; default: the working directory. */
  readonly root?: string
  /** Default: any free one. */
  readonly port?: number
  /** Default: 127.0.0.1. */
  readonly host?: string
  /** Remember nothing: no life cycles, no idempotency. An id still carries its state. Default: false. */
  readonly stateless?: boolean
  /**
   * What an id is that the mock has not given out and does not know. Default: it exists, and the operation succeeds.
   * A mock without memory gives out nothing: there `missing` leaves the description's example, and ids with a state.
   */
  readonly unknownIds?: 'succeed' | 'missing'
  /** The only API keys that are accepted. Default: any that is well-formed and not refused by the description. */
  readonly apiKeys?: readonly string[]
  /**
   * Where the description leaves a choice, take any: of the answers that it allows, of the examples of a success, or a
   * success generated from its schema. For clients that have to cope with all of them. Default: false, the first.
   */
  readonly vary?: boolean
  /** How long an answer takes, in milliseconds. Default: 0. */
  readonly delay?: number
  /** The share of requests that fail, from 0 to 1. Default: 0. */
  readonly failRate?: number
  /** How they fail; one is drawn each time. Default: 500. */
  readonly failWith?: readonly SimulatedFailure[]
  /** What fails, and what varies, is drawn from it: the same seed, the same draws. Default: 1. */
  readonly seed?: number
  /** Serve the description anew when one of its files changes; only where it is given by its name. Default: false. */
  readonly watch?: boolean
  /** Told a line at each reload. Default: nobody. */
  readonly log?: (line: string) => void
}
