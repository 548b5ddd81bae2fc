import type { CallOptions, KeyedCallOptions } from './types/call.ts'

/** The options of a client that those of a call override. */
const SHARED = ['fetch', 'timeout', 'middleware', 'onRequest', 'onResponse', 'onRetry']
const RETRY = ['maxRetries', 'budget', 'methods', 'statuses', 'delay']

/**
 * Merges the options of a client with those of a call. Each is read by its name: a spread would lose the getters and methods
 * of a class.
 */
export const mergeOptions = (client: CallOptions, call: KeyedCallOptions): KeyedCallOptions =>
  Object.assign(merge(SHARED, client, call), {
    retry: merge(RETRY, client.retry, call.retry),
    idempotencyKey: call.idempotencyKey,
  })

type Members = Readonly<Record<string, unknown>>

const merge = (names: readonly string[], base: unknown, own: unknown): Members => {
  // Programs without types may pass `null`.
  const [usual, first] = [base, own].map((each) => Object(each) as Members) as [Members, Members]
  return Object.fromEntries(names.map((name) => [name, (name in first ? first : usual)[name]]))
}
