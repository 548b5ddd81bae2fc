import type { OpenAPIDocument, Operation } from '../../description/index.ts'
import { isAllowedKey, keyHeader, randomText } from './idempotency-key.ts'

/** The length of the longest key to send. Many servers limit the size of a header. */
const LONGEST = 4000

/** The keys that the header of an operation allows. */
export interface AllowedKeys {
  readonly isAllowed: (key: string) => boolean
  /** Returns whether keys of letters and digits may be so long, and whether it makes sense to send one. */
  readonly isAllowedLength: (length: number) => boolean
  readonly shortest: number
  /** Infinity without a limit. */
  readonly longest: number
}

/** Returns which idempotency keys an operation allows. */
export function allowedKeys(operation: Operation, document: OpenAPIDocument): AllowedKeys {
  const { minLength = 1, maxLength = Infinity } = keyHeader(operation)?.object.schema ?? {}
  const isAllowed = (key: string): boolean => isAllowedKey(operation, document, key)
  return {
    isAllowed,
    isAllowedLength: (length) =>
      length <= LONGEST && ['a', 'Z', '0'].every((sign) => isAllowed(sign.repeat(length))),
    shortest: Math.max(1, minLength),
    longest: maxLength,
  }
}

/**
 * Texts that become equal if a server drops or swaps signs, decodes percent escapes or forms, or cuts at a comma, a
 * semicolon or a space. Any header can carry them, because they are visible ASCII.
 */
export const SIGNS = '-1_2.3:4/5+6 7%41"8\'9,=x;y|z~#?&!@$*()[]{}<>\\^`'
const PUNCTUATED = [
  SIGNS,
  SIGNS.replace('-1_', '_1-'),
  SIGNS.replace('-', ''),
  SIGNS.replace('_', ''),
  SIGNS.replace('%41', 'A'),
  SIGNS.replace('+', ' '),
  SIGNS.replace(' ', ''),
  SIGNS.replace(/;.*/, ';z'),
  SIGNS.replace(/,.*/, ',z'),
  SIGNS.replace(/ .*/, ' z'),
  SIGNS.replace(/:.*/, ':z'),
  SIGNS.replace('\\', ''),
  SIGNS.replace('&', '&amp;'),
  // Texts that become equal if a server removes elements of HTML, or normalizes paths.
  SIGNS.replace('<>', ''),
  SIGNS.replace('/', '//'),
  SIGNS.replace('/', '/./'),
  SIGNS.replace("'", ''),
  SIGNS.replace('~', '-'),
  SIGNS.replace(/\$.*/, '$z'),
  // Patterns of SQL and of a shell that match the first one.
  SIGNS.replace('=', '_'),
  SIGNS.replace('=', '%'),
  SIGNS.replace('=', '*'),
  // The key without the backslash, as a pattern of SQL, matches this one.
  SIGNS.replace('\\', '').replace('_', 'x'),
  SIGNS.replace(/[^\w ]|_/g, ''),
  SIGNS.replace(/[^\w]|_/g, ''),
]

/** Endings that become equal if a server reads numbers, adds up characters, merges spaces or drops padding. */
const ALIKE = ['1e3  ab', '1e3  ba', '1e3 ab', '1000  ab', '1e3  AB', '1e3  ab=']

/** Keys that a server may take for one. */
interface DifferentKeys {
  readonly name: string
  readonly makeKeys: () => string[]
}

/** Returns kinds of keys that are different, but that a server may take for one key. */
export function differentKeys(allowed: AllowedKeys): DifferentKeys[] {
  return [
    ...longKeys(allowed),
    ...punctuatedKeys(allowed),
    ...alikeKeys(allowed),
    ...writtenForms(allowed),
    ...keysInLetterCase(allowed),
  ]
}

function longKeys({ isAllowedLength, longest }: AllowedKeys): DifferentKeys[] {
  if (!isAllowedLength(longest)) return []
  const atEnd = (): string[] => {
    const stem = randomText(longest - 1)
    return [`${stem}a`, `${stem}b`]
  }
  const atStart = (): string[] => {
    const stem = randomText(longest - 1)
    const middle = Math.floor(stem.length / 2)
    const other = /x/i.test(stem.charAt(middle)) ? 'y' : 'x'
    return [`a${stem}`, `b${stem}`, `a${stem.slice(0, middle)}${other}${stem.slice(middle + 1)}`]
  }
  return [
    { name: 'long keys that differ at the end', makeKeys: atEnd },
    ...(longest > 1 ? [{ name: 'long keys that differ at the start', makeKeys: atStart }] : []),
  ]
}

function punctuatedKeys({ isAllowed }: AllowedKeys): DifferentKeys[] {
  const allowed = PUNCTUATED.filter((middle) => isAllowed(`Aa1Aa1${middle}Bb2Bb2`))
  const makeKeys = (): string[] => {
    const [start, end] = [randomText(6), randomText(6)]
    const keys = allowed.map((middle) => `${start}${middle}${end}`)
    const quoted = `"${keys[0] ?? ''}"`
    return isAllowed(quoted) ? [...keys, quoted] : keys
  }
  return allowed.length > 1 ? [{ name: 'keys that differ in punctuation', makeKeys }] : []
}

function alikeKeys({ isAllowed }: AllowedKeys): DifferentKeys[] {
  const allowed = ALIKE.filter((end) => isAllowed(`Aa1Aa1${end}`))
  const makeKeys = (): string[] => {
    const start = randomText(12)
    return allowed.map((end) => `${start}${end}`)
  }
  return allowed.length > 1 ? [{ name: 'keys that look alike', makeKeys }] : []
}

function keysInLetterCase({ isAllowedLength, longest }: AllowedKeys): DifferentKeys[] {
  const length = Math.min(longest, 24)
  const makeKeys = (): string[] => {
    const key = `Key${randomText(length - 6)}abc`
    return [key, key.toUpperCase()]
  }
  const isPossible = longest >= 12 && isAllowedLength(length)
  return isPossible ? [{ name: 'keys that differ in letter case', makeKeys }] : []
}

/** Ways to write a number. */
const NUMBERS: readonly ((digits: string) => string)[] = [
  (digits) => digits,
  (digits) => `0${digits}`,
  (digits) => `${digits}.0`,
  (digits) => `+${digits}`,
  (digits) => `${digits}e0`,
]

function withHyphens(digits: string): string {
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

/** Ways to write a UUID that a database reads as the same one. */
const UUIDS: readonly ((digits: string) => string)[] = [
  withHyphens,
  (digits) => digits,
  (digits) => `{${withHyphens(digits)}}`,
  (digits) => `urn:uuid:${withHyphens(digits)}`,
]

/** Returns the values that have several forms of which a key may be one. */
function writtenForms({ isAllowed }: AllowedKeys): DifferentKeys[] {
  const values: [string, typeof NUMBERS, () => string][] = [
    ['number', NUMBERS, () => randomText(14, '123456789')],
    ['UUID', UUIDS, () => randomText(32, '123456789abcdef')],
  ]
  return values.flatMap(([what, forms, makeDigits]) => {
    const allowed = forms.filter((write) => isAllowed(write(makeDigits())))
    const makeKeys = (): string[] => {
      const digits = makeDigits()
      return allowed.map((write) => write(digits))
    }
    return allowed.length > 1 ? [{ name: `keys of the same ${what}`, makeKeys }] : []
  })
}
