// The one file behind which openapi-fetch stands.
import createClient from 'openapi-fetch'

export type { Client as RawClient, Middleware } from 'openapi-fetch'

export const createTransport = createClient
