import { FIXTURES_PATH } from './fixtures-path.ts'

/** What the contract's runner hands to a fixture module. */
export interface FixtureContext {
  readonly baseUrl: string
  readonly apiKey: string
  readonly fetch: typeof fetch
  /** The operation that they are for; default: all. */
  readonly operation?: string
}

type PathParameters = Record<string, string>

/** The contract's fixtures for a mock, of whatever API. */
export default {
  /**
   * The path parameters of a fresh resource in `state` that only this key sees. Undefined for a state that the mock's
   * description does not know.
   *
   * @throws Error where the server is no mock of this project
   */
  create(state: string | undefined, context: FixtureContext): Promise<PathParameters | undefined> {
    return ask({ state }, context)
  },

  /**
   * The path parameters of a fresh resource whose first valid request gets `status`, once. Undefined for a status that
   * the description does not have.
   *
   * @throws Error where the server is no mock of this project
   */
  provoke(status: string, context: FixtureContext): Promise<PathParameters | undefined> {
    return ask({ status }, context)
  },
}

async function ask(
  wishes: object,
  { baseUrl, apiKey, fetch, operation }: FixtureContext,
): Promise<PathParameters | undefined> {
  const response = await fetch(new URL(FIXTURES_PATH, baseUrl), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...wishes, apiKey, operation }),
  })
  const answer = (await response.json().catch(() => ({}))) as { parameters?: PathParameters }
  if (response.status === 201) return answer.parameters
  if (response.status === 404 && response.headers.get('x-mock') !== null) return undefined
  throw new Error(`No mock answers at ${baseUrl}: its ${FIXTURES_PATH} gave ${response.status}.`)
}
