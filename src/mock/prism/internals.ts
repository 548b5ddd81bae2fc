import { createRequire } from 'node:module'

// The index of Prism does not export this. `require` is used because Node and bundlers differ in how they import
// CommonJS that was compiled from ES modules.
const require = createRequire(import.meta.url)

export const { serialize } = require('@stoplight/prism-http-server/dist/serialize.js') as {
  serialize: (body: unknown, mediaType: string) => unknown
}
