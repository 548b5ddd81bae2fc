import type { Fixtures } from '../contract/index.ts'

/**
 * Returns a fixture module as it is. It only gives the module its types, so that an editor completes and checks it.
 *
 * @example
 * export default defineFixtures({
 *   async create(state, { baseUrl, apiKey, fetch }) {
 *     const headers = { Authorization: `Bearer ${apiKey}` }
 *     const response = await fetch(`${baseUrl}/test/orders?state=${state}`, { method: 'POST', headers })
 *     return response.ok ? { id: await response.text() } : undefined
 *   },
 * })
 */
export function defineFixtures<T extends Fixtures>(fixtures: T): T {
  return fixtures
}
