import { UsageError } from '../command/index.ts'
import fixtures from './fixtures.js'
import { startSandbox } from './index.ts'
import type { SandboxOptions } from './index.ts'

/** Returns the sandbox of an API as the target of a contract run; undefined for an API without a sandbox. */
export function startSandboxTarget(api: string): ReturnType<typeof startLocalTarget> | undefined {
  return isSandboxed(api) ? startLocalTarget(api) : undefined
}

function isSandboxed(api: string): api is 'leanrails' | 'stripe' {
  return api === 'leanrails' || api === 'stripe'
}

/**
 * Starts a sandbox as the target of a contract run: its address, its keys and its fixtures.
 *
 * @throws UsageError for an API without a sandbox
 */
export async function startLocalTarget(api: string, options: SandboxOptions = {}) {
  if (!isSandboxed(api)) {
    throw new UsageError(
      `The API \`${api}\` has no sandbox. Set the address of the implementation with --base-url.`,
    )
  }
  // A run sends more requests per second than a merchant may send per minute, and it does not test the limit.
  // Concurrent requests must overlap, so an execution takes longer than the arrival of eight requests.
  const sandbox = await startSandbox(api, { rateLimit: 1_000_000, latency: 10, ...options })
  return {
    baseUrl: sandbox.url,
    apiKey: sandbox.keys.secret,
    otherApiKey: sandbox.keys.other,
    fixtures,
    close: () => sandbox.close(),
  }
}
