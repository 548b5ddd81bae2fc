import { FIXTURES_PATH } from './fixtures-path.js'

/**
 * What the contract passes to a fixture module. Without `operation` the fixtures are for all operations.
 *
 * @typedef {{
 *   readonly baseUrl: string, readonly apiKey: string, readonly fetch: typeof fetch, readonly operation?: string,
 * }} FixtureContext
 */

/** The fixtures of the contract for a mock of any API. */
export default {
  /**
   * Creates a resource in `state` that only this key can access, and returns its path parameters. Undefined for a state
   * that the description does not document.
   *
   * @param {string | undefined} state
   * @param {FixtureContext} context
   * @throws Error if the server is not a mock of this project
   */
  create(state, context) {
    return requestFixture({ state }, context)
  },

  /**
   * Creates a resource whose first valid request gets `status`, and returns its path parameters. Undefined for a status
   * code that the description does not document.
   *
   * @param {string} status
   * @param {FixtureContext} context
   * @throws Error if the server is not a mock of this project
   */
  provoke(status, context) {
    return requestFixture({ status }, context)
  },
}

/**
 * @param {object} options
 * @param {FixtureContext} context
 * @returns {Promise<Record<string, string> | undefined>}
 */
async function requestFixture(options, { baseUrl, apiKey, fetch, operation }) {
  /** @param {string} base */
  const request = (base) =>
    fetch(`${base}${FIXTURES_PATH}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...options, apiKey, operation }),
    })
  const { origin } = new URL(baseUrl)
  let response = await request(baseUrl)
  // The base path may be that of a proxy in front of the mock, or of the servers in the description.
  if (response.headers.get('x-mock') !== 'fixtures' && origin !== baseUrl) {
    await response.body?.cancel()
    response = await request(origin)
  }
  const fixture = /** @type {{ parameters?: Record<string, string> }} */ (
    await response.json().catch(() => ({}))
  )
  if (response.status === 201) return fixture.parameters
  if (response.status === 404 && response.headers.get('x-mock') !== null) return undefined
  throw new Error(
    `The server at ${baseUrl} is not a mock: POST ${FIXTURES_PATH} returned ${response.status}.`,
  )
}
