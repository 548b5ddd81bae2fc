import { isUtf8 } from 'node:buffer'
import { covers, isJson, isRange, isText, parseMediaType } from '../../description/index.ts'
import type { Content } from '../../description/index.ts'
import { parseJson } from '../../serialization/index.ts'
import type { ParsedJson } from '../../serialization/index.ts'
import type { ReceivedResponse } from './exchange.ts'

const cache = new WeakMap<ReceivedResponse, ParsedJson>()

/** Parses a response's body as JSON, strictly: valid UTF-8, one value. */
export function readJson(response: ReceivedResponse): ParsedJson {
  let read = cache.get(response)
  if (read === undefined) {
    read = parse(response)
    cache.set(response, read)
  }
  return read
}

/** Returns a response's body as JSON, or undefined if it is not JSON. */
export function jsonOf(response: ReceivedResponse): unknown {
  const read = readJson(response)
  return 'value' in read ? read.value : undefined
}

const texts = new WeakMap<ReceivedResponse, string>()

/** Returns a response's body as text. Bytes that are not UTF-8 become replacement characters. */
export function textOf(response: ReceivedResponse): string {
  let text = texts.get(response)
  if (text === undefined) {
    text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(response.body)
    texts.set(response, text)
  }
  return text
}

function parse(response: ReceivedResponse): ParsedJson {
  if (!isUtf8(response.body)) return { fault: 'bytes that are not UTF-8' }
  const text = textOf(response)
  return text === '' ? { fault: 'an empty body' } : parseJson(text)
}

/** Whether a schema can check a body of this media type as a value: JSON or text. */
export function isReadable(mediaType: string): boolean {
  return isJson(mediaType) || isText(mediaType)
}

/** Returns the documented body for a media type: the most specific that covers it, its parameters included. */
export function contentFor(contents: readonly Content[], sent: string | undefined): Content | undefined {
  if (sent === undefined) return undefined
  const given = parseMediaType(sent)?.parameters
  const agreement = ({ mediaType }: Content): number => {
    const wanted = [...(parseMediaType(mediaType)?.parameters ?? [])]
    const agrees = wanted.every(([name, value]) => given?.get(name)?.toLowerCase() === value.toLowerCase())
    return agrees ? wanted.length : -1
  }
  const covering = contents
    .filter(({ mediaType }) => covers(mediaType, sent))
    .sort((one, other) => agreement(other) - agreement(one))
  return covering.find(({ mediaType }) => !isRange(mediaType)) ?? covering[0]
}
