import { UsageError } from '../command/index.ts'
import fixtures from './fixtures.js'
import { startSandbox } from './index.ts'
import type { SandboxOptions } from './index.ts'

/**
 * A sandbox as something to be judged: where it is, with which keys, and how to make resources in it.
 *
 * @throws UsageError for an API that has no sandbox
 */
export async function startLocalTarget(api: string, options: SandboxOptions = {}) {
  if (api !== 'leanrails' && api !== 'stripe') {
    throw new UsageError(
      `There is no sandbox of \`${api}\`: say with --base-url where the implementation is.`,
    )
  }
  // A run sends more in a second than a merchant may in a minute, and is not about the limit.
  // Twins that are sent at once must meet: an execution outlasts the arrival of eight requests.
  const sandbox = await startSandbox(api, { rateLimit: 1_000_000, latency: 10, ...options })
  return {
    baseUrl: sandbox.url,
    apiKey: sandbox.keys.secret,
    otherApiKey: sandbox.keys.other,
    fixtures,
    close: () => sandbox.close(),
  }
}
