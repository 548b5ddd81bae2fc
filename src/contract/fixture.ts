/** What a fixture module's functions get. */
export interface FixtureContext {
  baseUrl: string
  apiKey: string
  fetch: typeof fetch
}

export type PathParameters = Record<string, string>

/** A module that makes resources for the contract: the one thing that a description cannot say. */
export interface Fixtures {
  /** A fresh resource in `state`: its path parameters, or undefined where this server cannot make one. */
  create(state: string, context: FixtureContext): Promise<PathParameters | undefined>
  /**
   * A fresh resource on which a valid request is answered with `status` (429, 500, …), or undefined where this
   * server cannot. Optional: without it those answers are not reached.
   */
  provoke?(status: string, context: FixtureContext): Promise<PathParameters | undefined>
}
