import { covers, essence, isJson } from '../../description/index.ts'
import type { Content } from '../../description/index.ts'
import type { ReceivedResponse } from './exchange.ts'

const cache = new WeakMap<ReceivedResponse, { value: unknown } | { fault: string }>()

/**
 * A response's body as JSON, strictly: valid UTF-8, one value.
 *
 * @returns the value, or what is wrong
 */
export function readJson(response: ReceivedResponse): { value: unknown } | { fault: string } {
  let read = cache.get(response)
  if (read === undefined) {
    read = parse(response.body)
    cache.set(response, read)
  }
  return read
}

/** A response's body as JSON, or undefined where it is none. */
export function jsonOf(response: ReceivedResponse): unknown {
  const read = readJson(response)
  return 'value' in read ? read.value : undefined
}

function parse(body: Uint8Array): { value: unknown } | { fault: string } {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return { fault: 'bytes that are not UTF-8' }
  }
  return text === '' ? { fault: 'an empty body' } : parseJson(text)
}

/** A JSON text, strictly. */
export function parseJson(text: string): { value: unknown } | { fault: string } {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { fault: text.length > 120 ? `${text.slice(0, 120)}…` : text }
  }
}

/** Whether a body of this media type is text that a schema can judge as a value. */
export function isText(mediaType: string): boolean {
  return /^text\/(?!html|xml|\*)/.test(essence(mediaType))
}

/** Whether a body of this media type is a value that a schema can judge: JSON or text. */
export function isReadable(mediaType: string): boolean {
  return isJson(mediaType) || isText(mediaType)
}

/** Whether a media type of the description is a range: `*\/*`, `text/*`. */
export function isRange(mediaType: string): boolean {
  return essence(mediaType).includes('*')
}

/** The parameters of a media type: lower-case name → value, without its quotes. */
export function parametersOf(contentType: string): ReadonlyMap<string, string> {
  const parts = [...contentType.matchAll(/;\s*([\w!#$%&'*+.^`|~-]+)=("(?:[^"\\]|\\.)*"|[^\s;]*)/g)]
  return new Map(
    parts.map(([, name = '', value = '']) => [name.toLowerCase(), value.replace(/^"(.*)"$/s, '$1')]),
  )
}

/** The documented body that a media type is: the most specific that covers it, its parameters included. */
export function contentFor(contents: readonly Content[], sent: string | undefined): Content | undefined {
  if (sent === undefined) return undefined
  const given = parametersOf(sent)
  const agreement = ({ mediaType }: Content): number => {
    const wanted = [...parametersOf(mediaType)]
    const agrees = wanted.every(([name, value]) => given.get(name)?.toLowerCase() === value.toLowerCase())
    return agrees ? wanted.length : -1
  }
  const covering = contents
    .filter(({ mediaType }) => covers(mediaType, essence(sent)))
    .sort((one, other) => agreement(other) - agreement(one))
  return covering.find(({ mediaType }) => !isRange(mediaType)) ?? covering[0]
}
