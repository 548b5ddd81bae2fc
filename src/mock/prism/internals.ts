import { createRequire } from 'node:module'
import type * as PrismCore from '@stoplight/prism-core'
import type * as PrismHttp from '@stoplight/prism-http'
import { peerManifest } from '../../command/index.ts'

// Prism is an optional peer, and these are its parts. `require` is used because Node and bundlers differ in how they
// import CommonJS that was compiled from ES modules.
const require = createRequire(peerManifest('@stoplight/prism-cli', 'mock'))

export const { createLogger } = require('@stoplight/prism-core') as typeof PrismCore
export const { createInstance, getHttpOperationsFromSpec } =
  require('@stoplight/prism-http') as typeof PrismHttp
// The index of Prism does not export this.
export const { serialize } = require('@stoplight/prism-http-server/dist/serialize.js') as {
  serialize: (body: unknown, mediaType: string) => unknown
}
