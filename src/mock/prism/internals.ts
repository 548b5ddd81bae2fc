import { createRequire } from 'node:module'
import type RouterModule from '@stoplight/prism-http/dist/router/index.js'
import type * as ValidatorModule from '@stoplight/prism-http/dist/validator/index.js'

// The index of Prism does not export these. `require` is used because Node and bundlers differ in how they import
// CommonJS that was compiled from ES modules.
const require = createRequire(import.meta.url)

export const { default: routeByPrism } =
  require('@stoplight/prism-http/dist/router/index.js') as typeof RouterModule

export const { validateInput } =
  require('@stoplight/prism-http/dist/validator/index.js') as typeof ValidatorModule

export const { serialize } = require('@stoplight/prism-http-server/dist/serialize.js') as {
  serialize: (body: unknown, mediaType: string) => unknown
}
