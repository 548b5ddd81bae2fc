// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

// The only file that imports openapi-fetch.
export { default as createTransport, defaultBodySerializer } from 'openapi-fetch'
export type { Client as RawClient, Middleware } from 'openapi-fetch'
