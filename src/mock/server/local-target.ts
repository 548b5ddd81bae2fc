import type { Description } from '../../description/index.ts'
import fixtures from '../fixtures.js'
import type { MockOptions } from '../cli/options.ts'
import { startMock } from './start.ts'

/**
 * A mock as something to be judged: a world in which only what was given out exists, with two keys that see nothing of
 * each other, and everything that the description allows happening at some time.
 */
export async function startLocalTarget(api: Description | string, options: MockOptions = {}) {
  const [apiKey, otherApiKey] = ['mock_key_of_Ada', 'mock_key_of_Bob'] as const
  const mock = await startMock(api, {
    apiKeys: [apiKey, otherApiKey],
    unknownIds: 'missing',
    vary: true,
    // Long enough that two requests with one key meet.
    delay: 5,
    ...options,
  })
  return { baseUrl: mock.url, apiKey, otherApiKey, fixtures, close: () => mock.close() }
}
