// The only file that imports openapi-fetch.
export { default as createTransport, defaultBodySerializer } from 'openapi-fetch'
export type { Client as RawClient, Middleware } from 'openapi-fetch'
