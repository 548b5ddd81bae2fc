/** HAR 1.2: reading and writing recorded exchanges. */
export { readHar } from './read.ts'
export type { UnreadableEntry } from './read.ts'
export { headerOf } from './read-entry.ts'
export type { HeaderPair, RecordedExchange, RecordedRequest, RecordedResponse } from './recorded-exchange.ts'
export { isSecretName } from './secret-names.ts'
export { Masker } from './mask.ts'
export type { SecretOptions } from './mask.ts'
export { HarWriter } from './write.ts'
