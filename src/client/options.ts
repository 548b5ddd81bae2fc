import type { CallOptions, KeyedCallOptions } from './types/call.ts'
import type { RetryPolicy } from './retry.ts'

/**
 * Merges the options of a client with those of a call. Each is read by its name: a spread would lose the getters and
 * methods of a class.
 */
export const mergeOptions = (client: CallOptions, call: KeyedCallOptions): KeyedCallOptions => {
  const option = reader<CallOptions>(client, call)
  const policy = reader<RetryPolicy>(client.retry, call.retry)
  return {
    idempotencyKey: call.idempotencyKey,
    fetch: option('fetch'),
    timeout: option('timeout'),
    middleware: option('middleware'),
    onRequest: option('onRequest'),
    onResponse: option('onResponse'),
    onRetry: option('onRetry'),
    retry: {
      maxRetries: policy('maxRetries'),
      budget: policy('budget'),
      methods: policy('methods'),
      statuses: policy('statuses'),
      delay: policy('delay'),
    },
  }
}

/** Returns the function that reads a member: the one of the call, even if it is undefined, or else that of the client. */
const reader = <Options extends object>(ofClient: Options | undefined, ofCall: Options | undefined) => {
  // Programs without types may pass `null`.
  const [usual, own] = [Object(ofClient) as Options, Object(ofCall) as Options]
  return <Name extends keyof Options>(name: Name): Options[Name] => (name in own ? own : usual)[name]
}
