import { createHmac, randomBytes } from 'node:crypto'

/** What stays of a secret: what kind of key it is. */
const PREFIX = /^(?:[a-z]{2,12}_(?:live|test|prod|sandbox)_|[a-z]{2,8}_(?=\w{8})|Bearer )/i

/** How many characters at the end of a masked secret differ from secret to secret. */
const DISTINCT = 8

/**
 * Replaces secrets by texts of the same length and form: letters stay letters, digits stay digits, and everything else
 * stays. So lengths and patterns of a description are met as before. The same secret gets the same text in one run, so
 * that what is compared stays equal, and no secret can be computed from it.
 */
export class SecretMask {
  private readonly key = randomBytes(32)
  private readonly prefixes: readonly string[]

  /** @param prefixes beginnings of keys that say what kind of key it is */
  constructor(prefixes: readonly string[] = []) {
    this.prefixes = prefixes
  }

  mask(secret: string): string {
    const own = this.prefixes
      .filter((prefix) => secret.startsWith(prefix))
      .sort((a, b) => b.length - a.length)
    const kept = own[0] ?? PREFIX.exec(secret)?.[0] ?? ''
    return kept + this.maskAll(secret.slice(kept.length))
  }

  private maskAll(text: string): string {
    const noise = createHmac('sha256', this.key).update(text).digest()
    const characters = [...text]
    const isHex = /^[\da-f-]*$/i.test(text)
    const places = characters.flatMap((character, index) => (/[\p{L}\d]/u.test(character) ? [index] : []))
    const distinct = new Set(places.slice(-DISTINCT))
    return characters
      .map((character, index) =>
        maskCharacter(character, noise[index % noise.length] ?? 0, distinct.has(index), isHex),
      )
      .join('')
  }
}

function maskCharacter(character: string, noise: number, isDistinct: boolean, isHex: boolean): string {
  // A number must not begin with a zero.
  if (/\d/.test(character)) return isDistinct ? String((noise % 9) + 1) : '9'
  if (!/[A-Za-z]/.test(character)) return /\p{L}/u.test(character) ? 'x' : character
  const letter = isDistinct ? String.fromCharCode(97 + (noise % (isHex ? 6 : 26))) : isHex ? 'f' : 'x'
  return character === character.toLowerCase() ? letter : letter.toUpperCase()
}
