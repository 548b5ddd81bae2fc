import { isMediaType } from './media-type.ts'
import type { Rejections } from './rejection.ts'
import type { ReceivedRequest } from './request.ts'

/** A field of a form: `expand[0]=charge` has the name `expand`, the keys `['0']` and the value `charge`. */
export interface FormField {
  readonly name: string
  readonly keys: readonly string[]
  readonly value: string
}

/**
 * Parses the fields of a form body, in order. Without a body it returns no fields.
 *
 * It follows the URL standard (`application/x-www-form-urlencoded` parsing), except that it rejects invalid
 * percent-encoding and invalid UTF-8, because a replaced character would change the reason that the client sent.
 */
export function readForm(request: ReceivedRequest, rejections: Rejections): FormField[] {
  if (request.oversized) throw rejections.malformedBody('The request body is too large.')
  if (request.body.length === 0) return []
  if (!isMediaType(request, 'application/x-www-form-urlencoded')) {
    throw rejections.unsupportedMediaType(
      'The request body must be application/x-www-form-urlencoded in UTF-8.',
    )
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(request.body)
    return text
      .split('&')
      .filter((pair) => pair !== '')
      .map(readField)
  } catch {
    throw rejections.malformedBody('The request body is not a valid form in UTF-8.')
  }
}

function readField(pair: string): FormField {
  const equals = pair.indexOf('=')
  const path = decode(equals === -1 ? pair : pair.slice(0, equals))
  const value = equals === -1 ? '' : decode(pair.slice(equals + 1))
  const [, name, brackets] = /^([^[]+)((?:\[[^[\]]*\])*)$/.exec(path) ?? []
  if (name === undefined || brackets === undefined) return { name: path, keys: [], value }
  return { name, keys: [...brackets.matchAll(/\[([^[\]]*)\]/g)].map(([, key = '']) => key), value }
}

/** @throws URIError for invalid percent-encoding. */
function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}
