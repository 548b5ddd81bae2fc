/** The only path that the mock adds to those of the description. */
export const FIXTURES_PATH = '/_mock/fixtures'
