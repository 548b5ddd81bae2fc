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
  'budget',
  'maxRetries',
  'fetch',
]

/** The names that the small runtime (`connect`) uses in the same object. */
export const INTERNAL_NAMES: readonly string[] = [
  ...CALL_OPTIONS,
  ...['apiKey', 'apiVersion', 'baseUrl', 'validate'],
  ...['header', 'path', 'cookie', 'key', 'retry', 'requestId', 'error', 'bodySerializer'],
]
