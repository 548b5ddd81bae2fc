import { createHash } from 'node:crypto'
import stringify from 'safe-stable-stringify'
import type { Observed } from './observed.ts'

export function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('base64url')
}

/** Identifies the account of a request. Two credentials of one account count as two. */
export function accountOf({ credential }: Observed): string {
  return credential.secrets.join('\n')
}

/** The body of a request: byte for byte, and as data. */
export interface BodyDigest {
  readonly bytes: string
  readonly value: string
}

export function bodyDigest({ exchange }: Observed): BodyDigest {
  const { body } = exchange.request
  const bytes = body === undefined ? '' : digestOf(body)
  const { requestBody } = exchange
  return { bytes, value: requestBody === undefined ? bytes : valueDigest(requestBody, bytes) }
}

/** A value may be nested too deeply to be compared as data. */
function valueDigest(value: unknown, bytes: string): string {
  try {
    return digestOf(stringify(value) ?? '')
  } catch (error) {
    if (error instanceof RangeError) return bytes
    throw error
  }
}
