import { isMediaType } from './media-type.ts'
import type { Rejections } from './rejection.ts'
import type { ReceivedRequest } from './request.ts'

/** One field of a form: `expand[0]=charge` has the name `expand`, the keys `['0']` and the value `charge`. */
export interface FormField {
  readonly name: string
  readonly keys: readonly string[]
  readonly value: string
}

/**
 * The fields of a form body, in order; none where there is no body.
 *
 * As the URL standard has it (`application/x-www-form-urlencoded` parsing), but for broken percent-encoding
 * and bytes that are not UTF-8, which are refused: to guess would be to cancel for a reason nobody gave.
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

/** @throws URIError for a `%` that encodes nothing. */
function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}
