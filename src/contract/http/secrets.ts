import { variableOf } from './target.ts'
import type { Target } from './target.ts'

/** A shorter secret would occur in ordinary text by chance. */
const MIN_LENGTH = 6

const encodingsCache = new Map<string, string[]>()

/** Returns a secret and its reversible encodings: Base64 of both alphabets, hexadecimal, percent-encoding. */
function encodingsOf(secret: string): string[] {
  let all = encodingsCache.get(secret)
  if (all === undefined) {
    const bytes = Buffer.from(secret)
    const hex = bytes.toString('hex')
    const base64 = bytes.toString('base64').replace(/=+$/, '')
    const url = bytes.toString('base64url')
    all = [...new Set([secret, base64, url, hex, hex.toUpperCase(), encodeURIComponent(secret)])]
    encodingsCache.set(secret, all)
  }
  return all
}

const patterns = new Map<string, RegExp>()

/** Returns a pattern that finds any of the secrets and their encodings in one pass. */
export function patternOf(secrets: readonly string[]): RegExp {
  const key = JSON.stringify(secrets)
  let pattern = patterns.get(key)
  if (pattern === undefined) {
    const texts = secrets.flatMap(encodingsOf).map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    // Without secrets it must match nothing: an empty group would match any text.
    pattern = texts.length === 0 ? /(?!)/ : new RegExp(texts.join('|'))
    patterns.set(key, pattern)
  }
  return pattern
}

/** The values that no report, note or error may contain: the keys, and the credentials that a run made from them. */
export class Secrets {
  /** Secret → the text that replaces it. */
  private readonly placeholders = new Map<string, string>()

  constructor({ apiKey, otherApiKey, credentials, client, headers }: Target) {
    if (client !== undefined) this.add([client.secret], '$CLIENT_SECRET')
    for (const [scheme, secret] of Object.entries(credentials)) {
      this.add([secret, Buffer.from(`${secret}:`).toString('base64')], variableOf(scheme))
    }
    this.add([apiKey, Buffer.from(`${apiKey}:`).toString('base64')], '$API_KEY')
    if (otherApiKey !== undefined) {
      this.add([otherApiKey, Buffer.from(`${otherApiKey}:`).toString('base64')], '$OTHER_API_KEY')
    }
    const secretHeaders = headers.filter(([name]) => /auth|cookie|key|pass|secret|token/i.test(name))
    this.add(
      secretHeaders.map(([, value]) => value),
      '…',
    )
  }

  add(secrets: readonly string[], placeholder = '$CREDENTIALS'): void {
    for (const secret of secrets.flatMap(encodingsOf)) {
      if (secret.length >= MIN_LENGTH && !this.placeholders.has(secret))
        this.placeholders.set(secret, placeholder)
    }
  }

  /**
   * Replaces every secret in a text, the longest first because one may contain another. Secrets that were truncated (`…`)
   * are replaced too.
   */
  mask(text: string): string {
    const secrets = [...this.placeholders].sort(([left], [right]) => right.length - left.length)
    const whole = secrets.reduce(
      (masked, [secret, placeholder]) => masked.replaceAll(secret, placeholder),
      text,
    )
    return secrets.reduce(
      (masked, [secret, placeholder]) => maskTruncated(masked, secret, placeholder),
      whole,
    )
  }
}

/** Replaces the beginning of a secret where the text was truncated within it. */
function maskTruncated(text: string, secret: string, placeholder: string): string {
  const [first = '', ...rest] = text.split('…')
  return rest.reduce((before, after) => {
    for (let length = secret.length - 1; length >= MIN_LENGTH; length -= 1) {
      if (before.endsWith(secret.slice(0, length)))
        return `${before.slice(0, -length)}${placeholder}…${after}`
    }
    return `${before}…${after}`
  }, first)
}
