/** Words in the names of headers, cookies, parameters and properties whose values are secret. */
const WORDS =
  /(?:^|[^a-z])(?:authorization|auth|(?:api|access|private|account|client|consumer|encryption|functions|master|signing|subscription)-?key|tokens?|secrets?|passw(?:or)?d|passphrase|passcode|pwd|sessions?|session-?id|sid|csrf|xsrf|signature|sig|jwt|bearer|credentials?|otp|cvc|cvv)(?:$|[^a-z])/

/** Names that contain one of the words, and are not secret. */
const PUBLIC =
  /^(?:access-control-|www-authenticate|sec-websocket|(?!.*session-id$).*-(?:url|type|check|status|count|id|endpoint)$|.*expires)/

/** Returns whether the value of something with this name is secret. `accessToken` and `access_token` are one name. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replaceAll(/[_.\s]+/g, '-')
    .toLowerCase()
  return WORDS.test(words) && !PUBLIC.test(words)
}

/** Matches keys and tokens of common forms in any text. */
export const SECRET_PATTERNS: readonly RegExp[] = [
  /\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g, // JSON Web Tokens
  /\b[a-z]{2,12}_(?:live|test|prod|sandbox)_\w{8,}/gi,
  /\b(?:whsec|glpat|npm|gh[pousr]|github_pat)[_-][\w-]{16,}/g,
  /\bAKIA[A-Z\d]{16}\b/g,
  /\bxox[abeoprs]-[\w-]{10,}/g,
  /\bAIza[\w-]{35}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g,
  /(?<=\b[Bb]earer )[\w.~+/-]{8,}=*/g,
]

/** Matches a text that may be the number of a card: 15 or 16 digits, in groups or not. */
const CARD = /^(?:3[47]\d{2}|4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6\d{3})(?:[ -]?\d{2,6}){2,4}$/

/** Returns whether a text is the number of a card: its digits have the right checksum. */
export function isCardNumber(text: string): boolean {
  const digits = text.replaceAll(/[ -]/g, '')
  if (!CARD.test(text) || digits.length < 15 || digits.length > 16) return false
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
