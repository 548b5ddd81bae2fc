import { FIXTURES_PATH } from './fixtures-path.js'

/**
 * What the contract hands to a fixture module; without an `operation` the fixtures are for all.
 *
 * @typedef {{
 *   readonly baseUrl: string, readonly apiKey: string, readonly fetch: typeof fetch, readonly operation?: string,
 * }} FixtureContext
 */

/** The contract's fixtures for a mock, of whatever API. */
export default {
  /**
   * The path parameters of a fresh resource in `state` that only this key sees. Undefined for a state that the mock's
   * description does not know.
   *
   * @param {string | undefined} state
   * @param {FixtureContext} context
   * @throws Error where the server is no mock of this project
   */
  create(state, context) {
    return requestFixture({ state }, context)
  },

  /**
   * The path parameters of a fresh resource whose first valid request gets `status`, once. Undefined for a status that
   * the description does not have.
   *
   * @param {string} status
   * @param {FixtureContext} context
   * @throws Error where the server is no mock of this project
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
  const response = await fetch(new URL(FIXTURES_PATH, baseUrl), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...options, apiKey, operation }),
  })
  const fixture = /** @type {{ parameters?: Record<string, string> }} */ (
    await response.json().catch(() => ({}))
  )
  if (response.status === 201) return fixture.parameters
  if (response.status === 404 && response.headers.get('x-mock') !== null) return undefined
  throw new Error(`No mock answers at ${baseUrl}: its ${FIXTURES_PATH} gave ${response.status}.`)
}
