import type { LoadOptions } from '../../description/index.ts'

/** How a request fails that `failRate` selects: with a status code, with a closed connection, or without a response. */
export type SimulatedFailure = number | 'reset' | 'hang'

export interface MockOptions {
  /** The project's root, for a description that is given by its name. Default: the working directory. */
  readonly root?: string
  /** How to read that description: with which overlays, and which files. */
  readonly load?: LoadOptions
  /** Default: any free port. */
  readonly port?: number
  /** Default: 127.0.0.1. */
  readonly host?: string
  /** Keep no state: no life cycles, no idempotency. An id can still carry its state. Default: false. */
  readonly stateless?: boolean
  /**
   * How to treat an id that the mock did not create. Default: `succeed`, the resource exists and the operation succeeds.
   * With `missing` and `stateless`, only the example of the description and ids with a state exist.
   */
  readonly unknownIds?: 'succeed' | 'missing'
  /** The only API keys that are accepted. Default: any well-formed key that the description does not reject. */
  readonly apiKeys?: readonly string[]
  /**
   * Where the description allows several responses, pick one at random: one of the responses, one of the examples of a
   * success, or a success that is generated from its schema. To test that a client handles them all. Default: false, the
   * first one.
   */
  readonly vary?: boolean
  /** The time before each response, in milliseconds. Default: 0. */
  readonly delay?: number
  /** The share of requests that fail, from 0 to 1. Default: 0. */
  readonly failRate?: number
  /** How requests fail. For each, one of these is drawn. Default: 500. */
  readonly failWith?: readonly SimulatedFailure[]
  /** The seed for failures and for `vary`. The same seed gives the same draws. Default: 1. */
  readonly seed?: number
  /** Reload the description when one of its files changes, if it was given by its name. Default: false. */
  readonly watch?: boolean
  /** Receives a line at each reload. Default: no log. */
  readonly log?: (line: string) => void
  /** Receives a line for each request: method, path, status code, and which rule chose the response. Default: no log. */
  readonly logRequest?: (line: string) => void
}
