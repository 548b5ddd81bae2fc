import type { Description } from '../../description/index.ts'
import fixtures from '../fixtures.js'
import type { MockOptions } from '../cli/options.ts'
import { startMock } from './start.ts'

/**
 * Starts a mock to test a contract against: only resources that the mock created exist, two API keys have separate
 * resources, and the responses vary as far as the description allows.
 */
export async function startLocalTarget(api: Description | string, options: MockOptions = {}) {
  const [apiKey, otherApiKey] = ['mock_key_of_Ada', 'mock_key_of_Bob'] as const
  const mock = await startMock(api, {
    apiKeys: [apiKey, otherApiKey],
    unknownIds: 'missing',
    vary: true,
    // Long enough for two requests with one key to overlap.
    delay: 5,
    ...options,
  })
  return { baseUrl: mock.url, apiKey, otherApiKey, fixtures, close: () => mock.close() }
}
