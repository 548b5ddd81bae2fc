import { hash } from 'node:crypto'
import stringify from 'safe-stable-stringify'
import type { Observed } from './observed.ts'

const END = Buffer.from('\0')

export function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return hash('sha256', only, 'base64url')
  return hash('sha256', Buffer.concat(parts.flatMap((part) => [Buffer.from(part), END])), 'base64url')
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
