/** The fixture module failed: the run cannot go on. */
export class FixtureError extends Error {
  override readonly name = 'FixtureError'
}
