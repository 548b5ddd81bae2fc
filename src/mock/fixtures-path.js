/** The one path that is the mock's own. */
export const FIXTURES_PATH = '/_mock/fixtures'
