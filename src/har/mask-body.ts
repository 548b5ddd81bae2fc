import { createScanner } from 'jsonc-parser'
import type { JSONScanner } from 'jsonc-parser'
import { isCardNumber } from './secret-names.ts'

/**
 * Masks the values in a body whose names say that they are secret, and numbers of cards. Everything else stays as it is.
 *
 * @param note masks one secret
 */
export function maskBody(
  text: string,
  mediaType: string,
  isSecret: (name: string) => boolean,
  note: (secret: string) => string,
): string {
  if (text === '') return text
  if (/^[^;]*[/+]json/i.test(mediaType) || /^\s*[[{]/.test(text)) return maskJson(text, isSecret, note)
  if (/^application\/x-www-form-urlencoded/i.test(mediaType)) return maskForm(text, isSecret, note)
  if (/^multipart\//i.test(mediaType)) return maskParts(text, isSecret, note)
  return /^\s*</.test(text) ? maskElements(text, isSecret, note) : text
}

/** The tokens of jsonc-parser. Its own constant enumeration does not exist at run time. */
const Token = {
  OpenBrace: 1,
  CloseBrace: 2,
  OpenBracket: 3,
  CloseBracket: 4,
  Comma: 5,
  Colon: 6,
  String: 10,
  Number: 11,
  End: 17,
}

interface Replacement {
  readonly at: number
  readonly length: number
  readonly text: string
}

/** Reads token by token, because a body may be nested more deeply than a function can call itself. */
function maskJson(
  text: string,
  isSecret: (name: string) => boolean,
  note: (secret: string) => string,
): string {
  const found: Replacement[] = []
  const scanner = createScanner(text, true)
  /** The name of each open object or list. The items of a list have its name. */
  const open: { readonly name: string; readonly isList: boolean }[] = []
  let name = ''
  let isName = false
  for (let token: number = scanner.scan(); token !== Token.End; token = scanner.scan()) {
    const inList = open.at(-1)?.isList === true
    switch (token) {
      case Token.OpenBrace:
      case Token.OpenBracket:
        open.push({ name, isList: token === Token.OpenBracket })
        isName = token === Token.OpenBrace
        break
      case Token.CloseBrace:
      case Token.CloseBracket:
        open.pop()
        isName = false
        break
      case Token.Comma:
        isName = !inList && open.length > 0
        if (inList) name = open.at(-1)?.name ?? ''
        break
      case Token.Colon:
        isName = false
        break
      case Token.String: {
        const value = scanner.getTokenValue()
        if (isName) name = value
        else if (value !== '' && (isSecret(name) || isCardNumber(value)))
          found.push(replacement(scanner, JSON.stringify(note(value))))
        else if (looksLikeObject(value)) {
          const masked = maskJson(value, isSecret, note)
          if (masked !== value) found.push(replacement(scanner, JSON.stringify(masked)))
        }
        break
      }
      case Token.Number:
        // A number of tokens is not a token.
        if (/pass|pin|otp|cvc|cvv|pwd/i.test(name) && isSecret(name))
          found.push(replacement(scanner, note(scanner.getTokenValue())))
    }
  }
  return replaceAll(text, found)
}

function replacement(scanner: JSONScanner, text: string): Replacement {
  return { at: scanner.getTokenOffset(), length: scanner.getTokenLength(), text }
}

function replaceAll(text: string, replacements: readonly Replacement[]): string {
  let end = 0
  let result = ''
  for (const { at, length, text: masked } of replacements) {
    result += text.slice(end, at) + masked
    end = at + length
  }
  return result + text.slice(end)
}

function maskForm(
  text: string,
  isSecret: (name: string) => boolean,
  note: (secret: string) => string,
): string {
  return text
    .split('&')
    .map((pair) => {
      const [name = '', value] = pair.split(/=(.*)/s)
      if (value === undefined || value === '') return pair
      const plain = decoded(value)
      // `card[number]`: the last part is the name.
      const parts = decoded(name)
        .split(/[[\]]+/)
        .filter((part) => part !== '')
      const isNamed = parts.some((part) => isSecret(part))
      return isNamed || isCardNumber(plain) ? `${name}=${encodeURIComponent(note(plain))}` : pair
    })
    .join('&')
}

function maskParts(
  text: string,
  isSecret: (name: string) => boolean,
  note: (secret: string) => string,
): string {
  return text.replaceAll(
    /(\bname=(?:"([^"]*)"|([^\s";]+))[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n)(.*?)(?=\r?\n--|$)/gs,
    (part: string, head: string, quoted: string | undefined, bare: string | undefined, value: string) => {
      const name = quoted ?? bare ?? ''
      if (value !== '' && (isSecret(name) || isCardNumber(value))) return head + note(value)
      return looksLikeObject(value) ? head + maskJson(value, isSecret, note) : part
    },
  )
}

/** Masks the contents of elements, and the values of attributes. */
function maskElements(
  text: string,
  isSecret: (name: string) => boolean,
  note: (secret: string) => string,
): string {
  const isNamed = (name: string): boolean => isSecret(name.replace(/^.*:/, ''))
  return text
    .replaceAll(
      /(<([\w.:-]+)(?:\s[^<>]*)?>)([^<>]+)(?=<\/)/g,
      (element, head: string, name: string, value: string) =>
        isNamed(name) || isCardNumber(value) ? head + note(value) : element,
    )
    .replaceAll(
      /(?<=\s)([\w.:-]+)(=)(["'])([^"'<>]+)(?=\3)/g,
      (attribute, name: string, equals: string, quote: string, value: string) =>
        isNamed(name) ? name + equals + quote + note(value) : attribute,
    )
}

/** Returns whether a text is an object in JSON, as it is often written in a string of another one. */
function looksLikeObject(text: string): boolean {
  return /^\s*\{\s*"/.test(text)
}

/** Decodes a name or a value of a query or a form. A text that encodes nothing stays as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
