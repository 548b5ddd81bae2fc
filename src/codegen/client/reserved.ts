/** The names of a call's options. A path parameter cannot have one of them. */
export const RESERVED: readonly string[] = [
  // The options of a call and of a client.
  ...[
    'body',
    'query',
    'headers',
    'signal',
    'middleware',
    'idempotencyKey',
    'timeout',
    'budget',
    'maxRetries',
  ],
  ...['fetch', 'apiKey', 'apiVersion', 'baseUrl', 'validate'],
  // The names that the runtime uses in the same object.
  ...['header', 'path', 'cookie', 'facts', 'key', 'retry', 'requestId', 'error', 'bodySerializer'],
]
