// The one file behind which openapi-fetch stands.
export { default as createTransport } from 'openapi-fetch'
export type { Client as RawClient, Middleware } from 'openapi-fetch'
