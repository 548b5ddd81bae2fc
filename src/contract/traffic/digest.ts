import { hash } from 'node:crypto'
import stringify from 'safe-stable-stringify'
import type { Credential } from '../http/credentials.ts'
import type { Observed } from './observed.ts'

/** A longer text is replaced by a digest. */
const MAX_TEXT = 150

/** Returns a short text that identifies texts. */
export function digestOf(...parts: readonly string[]): string {
  const text = JSON.stringify(parts)
  return text.length <= MAX_TEXT ? text : hash('sha256', text, 'base64')
}

const accounts = new WeakMap<Credential, string>()

/** Identifies the account of a request. Two credentials of one account count as two. */
export function accountOf({ credential }: Pick<Observed, 'credential'>): string {
  let account = accounts.get(credential)
  if (account === undefined) {
    account = hash('sha256', JSON.stringify(credential.secrets), 'base64')
    accounts.set(credential, account)
  }
  return account
}

/** The body of a request: byte for byte, and as data. */
export interface BodyDigest {
  readonly bytes: string
  readonly value: string
}

/** Returns what two requests with the same body have in common: the bytes, and the value that they encode. */
export function bodyDigest({ exchange }: Observed): BodyDigest {
  const { body } = exchange.request
  const bytes = body === undefined ? '' : digestOf(Buffer.from(body).toString('latin1'))
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
