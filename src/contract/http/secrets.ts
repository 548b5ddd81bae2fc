import { variableOf } from './target.ts'
import type { Target } from './target.ts'

/** Anything shorter stands in ordinary text by chance. */
const SHORTEST = 6

const spelt = new Map<string, string[]>()

/** A secret, and what anybody reads it from again: Base64 of both alphabets, hexadecimal, percent-encoding. */
export function spellings(secret: string): string[] {
  let all = spelt.get(secret)
  if (all === undefined) {
    const bytes = Buffer.from(secret)
    const hex = bytes.toString('hex')
    const base64 = bytes.toString('base64').replace(/=+$/, '')
    const url = bytes.toString('base64url')
    all = [...new Set([secret, base64, url, hex, hex.toUpperCase(), encodeURIComponent(secret)])]
    spelt.set(secret, all)
  }
  return all
}

/** What must not stand in a report, a note or an error: the keys, and what a run made from them. */
export class Secrets {
  /** Secret → what stands for it. */
  private readonly standIns = new Map<string, string>()

  constructor({ apiKey, otherApiKey, credentials, headers }: Target) {
    for (const [scheme, secret] of Object.entries(credentials)) {
      this.add([secret, Buffer.from(`${secret}:`).toString('base64')], variableOf(scheme))
    }
    this.add([apiKey, Buffer.from(`${apiKey}:`).toString('base64')], '$API_KEY')
    if (otherApiKey !== undefined) {
      this.add([otherApiKey, Buffer.from(`${otherApiKey}:`).toString('base64')], '$OTHER_API_KEY')
    }
    const telling = headers.filter(([name]) => /auth|cookie|key|pass|secret|token/i.test(name))
    this.add(
      telling.map(([, value]) => value),
      '…',
    )
  }

  add(secrets: readonly string[], standIn = '$CREDENTIALS'): void {
    for (const secret of secrets.flatMap(spellings)) {
      if (secret.length >= SHORTEST && !this.standIns.has(secret)) this.standIns.set(secret, standIn)
    }
  }

  /** A text with every secret replaced, the longest first: one may hold another. What was cut (`…`) counts, too. */
  mask(text: string): string {
    const secrets = [...this.standIns].sort(([left], [right]) => right.length - left.length)
    const whole = secrets.reduce((masked, [secret, standIn]) => masked.replaceAll(secret, standIn), text)
    return secrets.reduce((masked, [secret, standIn]) => withoutCut(masked, secret, standIn), whole)
  }
}

/** A text without the beginning of a secret where the text was cut within it. */
function withoutCut(text: string, secret: string, standIn: string): string {
  const [first = '', ...rest] = text.split('…')
  return rest.reduce((before, after) => {
    for (let length = secret.length - 1; length >= SHORTEST; length -= 1) {
      if (before.endsWith(secret.slice(0, length))) return `${before.slice(0, -length)}${standIn}…${after}`
    }
    return `${before}…${after}`
  }, first)
}
