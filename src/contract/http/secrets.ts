import { variableOf } from './target.ts'
import type { Target } from './target.ts'

/** Anything shorter stands in ordinary text by chance. */
const SHORTEST = 6

const encodingsCache = new Map<string, string[]>()

/** A secret, and what anybody reads it from again: Base64 of both alphabets, hexadecimal, percent-encoding. */
export function encodingsOf(secret: string): string[] {
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

/** What must not stand in a report, a note or an error: the keys, and what a run made from them. */
export class Secrets {
  /** Secret → what stands for it. */
  private readonly placeholders = new Map<string, string>()

  constructor({ apiKey, otherApiKey, credentials, headers }: Target) {
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
      if (secret.length >= SHORTEST && !this.placeholders.has(secret))
        this.placeholders.set(secret, placeholder)
    }
  }

  /** A text with every secret replaced, the longest first: one may hold another. What was cut (`…`) counts, too. */
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

/** A text without the beginning of a secret where the text was cut within it. */
function maskTruncated(text: string, secret: string, placeholder: string): string {
  const [first = '', ...rest] = text.split('…')
  return rest.reduce((before, after) => {
    for (let length = secret.length - 1; length >= SHORTEST; length -= 1) {
      if (before.endsWith(secret.slice(0, length)))
        return `${before.slice(0, -length)}${placeholder}…${after}`
    }
    return `${before}…${after}`
  }, first)
}
