import { createRequire } from 'node:module'
import type * as PrismCore from '@stoplight/prism-core'
import type * as PrismHttp from '@stoplight/prism-http'
import { peerManifest } from '../../command/index.ts'

/** The parts of Prism that the mock uses. */
interface Internals
  extends
    Pick<typeof PrismCore, 'createLogger'>,
    Pick<typeof PrismHttp, 'createInstance' | 'getHttpOperationsFromSpec'> {
  readonly serialize: (body: unknown, mediaType: string) => unknown
}

let internals: Internals | undefined

/**
 * Loads Prism when it is first needed: it is an optional peer, and has many modules.
 *
 * @throws UsageError if it is not installed
 */
export function loadPrism(): Internals {
  internals ??= load()
  return internals
}

/** Uses `require`, because Node and bundlers differ in how they import CommonJS that was compiled from ES modules. */
function load(): Internals {
  const require = createRequire(peerManifest('@stoplight/prism-cli', 'mock'))
  const { createLogger } = require('@stoplight/prism-core') as typeof PrismCore
  const { createInstance, getHttpOperationsFromSpec } = require('@stoplight/prism-http') as typeof PrismHttp
  // The index of Prism does not export this.
  const { serialize } = require('@stoplight/prism-http-server/dist/serialize.js') as Internals
  const inPrism = createRequire(require.resolve('@stoplight/prism-http'))
  silence(inPrism('@stoplight/json-schema-sampler') as Sampler)
  return { createLogger, createInstance, getHttpOperationsFromSpec, serialize }
}

interface Sampler {
  sample: (...options: readonly unknown[]) => unknown
}

/** Makes the sampler of Prism write nothing to the console: its warnings name no place, and the mock mends its values. */
function silence(sampler: Sampler): void {
  const { sample } = sampler
  sampler.sample = (...options) => {
    const { warn } = console
    console.warn = () => undefined
    try {
      return sample(...options)
    } finally {
      console.warn = warn
    }
  }
}
