/** What the client takes in a call beside the path's parameters: no path parameter can have one of these names. */
export const RESERVED: readonly string[] = [
  // What a call takes, and what the client's options are.
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
  // What the runtime keeps beside them.
  ...['header', 'path', 'cookie', 'facts', 'key', 'retry', 'requestId', 'error', 'bodySerializer'],
]
