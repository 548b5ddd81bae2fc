/** The names of a call's options. A path parameter with one of them makes the path parameters a group of their own. */
export const CALL_OPTIONS: readonly string[] = [
  'body',
  'query',
  'headers',
  'cookies',
  'signal',
  'middleware',
  'idempotencyKey',
  'timeout',
  'retry',
  'fetch',
  'onRequest',
  'onResponse',
  'onRetry',
]
