import { MIMEType } from 'whatwg-mimetype'

/** The media type of an HTML form in a request body. */
export const FORM = 'application/x-www-form-urlencoded'

/** A parsed media type. Its essence and the names of its parameters are in lower case. */
export interface MediaType {
  readonly essence: string
  readonly parameters: ReadonlyMap<string, string>
}

/** The parsed media types. A run asks for the same few thousands of times. */
const parsed = new Map<string, MediaType | undefined>()

/** A server may send another one each time. */
const MAX_PARSED = 1000

/** Parses a media type or a range (RFC 9110, section 8.3.1). Undefined if it is neither. */
export function parseMediaType(text: string): MediaType | undefined {
  if (parsed.has(text)) return parsed.get(text)
  const made = MIMEType.parse(text)
  const mediaType =
    made === null ? undefined : { essence: made.essence, parameters: new Map(made.parameters) }
  if (parsed.size < MAX_PARSED) parsed.set(text, mediaType)
  return mediaType
}

/** Returns a media type without parameters, in lower case. Empty if the text is not a media type. */
export function essence(mediaType: string): string {
  return parseMediaType(mediaType)?.essence ?? ''
}

/**
 * Whether a media type, with or without parameters, is JSON by its name or suffix (RFC 6839, section 3.1). ASP.NET Core
 * describes `text/json` and `application/*+json`, too.
 */
export function isJson(mediaType: string): boolean {
  return /^(?:text\/json|application\/(?:(?:[\w.+-]+|\*)\+)?json)$/.test(essence(mediaType))
}

/** Whether a media type, with or without parameters, is that of a form. */
export function isForm(mediaType: string): boolean {
  return essence(mediaType) === FORM
}

/** Whether a body of this media type is text that a schema can check as a value. */
export function isText(mediaType: string): boolean {
  return /^text\/(?!html|xml|json$|\*)/.test(essence(mediaType))
}

/** Whether a media type is XML, by its name or suffix (RFC 7303). */
export function isXml(mediaType: string): boolean {
  return /^(?:application|text)\/xml$|^application\/[\w.+-]+\+xml$/.test(essence(mediaType))
}

/** Whether a media type is that of any bytes: a server may read every body as one (RFC 9110, section 8.3). */
export function isOctets(mediaType: string): boolean {
  return essence(mediaType) === 'application/octet-stream'
}

/** Whether the bodies of a media type are bytes and not text. */
export function isBinaryType(mediaType: string): boolean {
  const type = essence(mediaType)
  if (isJson(type) || isXml(type) || isForm(type)) return false
  return /^(?:image|audio|video|font|model)\/|^application\//.test(type) && !TEXTUAL.test(type)
}

/** Types under `application` that are text. */
const TEXTUAL =
  /^application\/(?:.*(?:javascript|ecmascript|yaml|toml|graphql|sql|ndjson|json-seq|jsonl|json.*)|jwt|x-sh|rtf|x-www-form-urlencoded)$/

/** Whether a media type of the description is a range: `*\/*`, `text/*`. */
export function isRange(mediaType: string): boolean {
  return essence(mediaType).includes('*')
}

/** Whether a range such as `application/*` covers a media type (RFC 9110, section 12.5.1). Parameters do not count. */
export function covers(range: string, mediaType: string): boolean {
  const [left = '', right = ''] = essence(range).split('/')
  const [main = '', sub = ''] = essence(mediaType).split('/')
  // `application/*+json` is no range of HTTP, but descriptions have it.
  const hasSuffix = right.startsWith('*+') && sub.endsWith(right.slice(1))
  return (left === '*' || left === main) && (right === '*' || right === sub || hasSuffix)
}
