// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import { invalid } from './errors.js'

/**
 * Returns a new UUID (RFC 9562, version 4). Pages on plain http have no `randomUUID`, but they have `getRandomValues`.
 *
 * @throws InvalidRequestError where the platform has neither: a weak key could be that of another call
 */
export const randomKey = (): string => {
  const random = globalThis.crypto as Partial<typeof globalThis.crypto> | undefined
  if (random?.randomUUID) return random.randomUUID()
  if (!random?.getRandomValues)
    throw invalid('idempotencyKey', 'a key of your own: this platform has no `crypto.getRandomValues`')
  const bytes = random.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}$)/, '$1-$2-4$3-8$4-$5')
}
