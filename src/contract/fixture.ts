/** What a fixture module's functions get. */
export interface FixtureContext {
  /** Without a slash at the end. */
  baseUrl: string
  apiKey: string
  /** The platform's, which tries once more where the connection was dropped. */
  fetch: typeof fetch
  /** The operation whose path parameters are wanted: its operationId, or `get /path` where it has none. */
  operation: string
}

export type PathParameters = Record<string, string>

/** A module that makes resources for the contract: the one thing that a description cannot say. */
export interface Fixtures {
  /**
   * A fresh resource in `state` (`default` for an operation without a life cycle): its path parameters, or undefined
   * where this server cannot make one.
   */
  create(state: string, context: FixtureContext): Promise<PathParameters | undefined>
  /**
   * A fresh resource on which the next valid request is answered with `status` (429, 500, …), or undefined where this
   * server cannot. Optional: without it those answers are not reached.
   */
  provoke?(status: string, context: FixtureContext): Promise<PathParameters | undefined>
}
