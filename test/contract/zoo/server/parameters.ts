import { isDeepStrictEqual } from 'node:util'
import type { Document, JsonObject, DescriptionNode } from './document.ts'
import {
  assigned,
  decoded,
  jsonCandidates,
  listCandidates,
  paired,
  recordCandidates,
  scalarCandidates,
} from './candidates.ts'

/** The parts of a request that carry parameters, as they were sent. */
export interface SentRequest {
  readonly query: readonly (readonly [string, string])[]
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly cookies: readonly (readonly [string, string])[]
  /** Template name → raw text. */
  readonly path: ReadonlyMap<string, string>
}

/**
 * Returns whether a parameter is valid in its style (OpenAPI 3.1, Parameter Object, Style Values).
 *
 * @throws URIError if its text cannot be decoded
 */
export function isValidParameter(document: Document, parameter: DescriptionNode, sent: SentRequest): boolean {
  const { part } = parameter
  const candidates = candidatesOf(document, parameter, sent)
  if (candidates === undefined) return part['required'] !== true
  const schema = schemaOf(document, parameter)
  return schema === undefined || candidates.some((value) => document.isValid('requests', schema, value))
}

/** Returns whether a path parameter names a resource that exists: its example. @throws URIError */
export function exists(document: Document, parameter: DescriptionNode, sent: SentRequest): boolean {
  const { example } = parameter.part
  if (parameter.part['in'] !== 'path' || example === undefined) return true
  const candidates = candidatesOf(document, parameter, sent) ?? []
  return candidates.some((value) => isDeepStrictEqual(value, example))
}

function schemaOf(document: Document, { part, at }: DescriptionNode): string | undefined {
  if (part['schema'] !== undefined) return `${at}/schema`
  const [mediaType] = Object.keys(part['content'] ?? {})
  const schemaPointer = `${at}/content/${(mediaType ?? '').replaceAll('/', '~1')}/schema`
  return document.has(schemaPointer) ? schemaPointer : undefined
}

/** Returns the values that a parameter may represent, or undefined if it is missing. */
function candidatesOf(
  document: Document,
  parameter: DescriptionNode,
  sent: SentRequest,
): unknown[] | undefined {
  const { part } = parameter
  const name = String(part['name'])
  switch (part['in']) {
    case 'query':
      return queryCandidates(document, parameter, sent.query)
    case 'cookie': {
      const texts = sent.cookies.filter(([key]) => key === name).map(([, text]) => text)
      return texts.length === 0 ? undefined : delimitedCandidates(texts, ',')
    }
    case 'header': {
      const text = sent.headers[name.toLowerCase()]
      return text === undefined
        ? undefined
        : simpleStyleCandidates(part, [text].flat().join(', '), (one) => one)
    }
    default: {
      const text = sent.path.get(name)
      return text === undefined ? undefined : pathCandidates(part, text)
    }
  }
}

function queryCandidates(
  document: Document,
  { part, at }: DescriptionNode,
  query: SentRequest['query'],
): unknown[] | undefined {
  const name = String(part['name'])
  const style = part['style'] ?? 'form'
  const inBrackets = query.flatMap(([key, text]): [string, string][] => {
    const plain = decoded(key)
    return plain.startsWith(`${name}[`) && plain.endsWith(']')
      ? [[plain.slice(name.length + 1, -1), decoded(text)]]
      : []
  })
  if (style === 'deepObject') return inBrackets.length === 0 ? undefined : recordCandidates(inBrackets)
  const texts = query.filter(([key]) => decoded(key) === name).map(([, text]) => text)
  const isSpread = part['explode'] !== false && style === 'form'
  const { properties } = document.find(`${at}/schema`).part as { properties?: object }
  if (isSpread && properties !== undefined) {
    const pairs = query.map(([key, text]): [string, string] => [decoded(key), decoded(text)])
    const own = pairs.filter(([key]) => Object.hasOwn(properties, key))
    return own.length === 0 ? undefined : recordCandidates(own)
  }
  if (texts.length === 0) return undefined
  if (part['content'] !== undefined) return mediaTypeCandidates(part, decoded(texts.at(-1) ?? ''))
  const delimiter = style === 'spaceDelimited' ? '%20' : style === 'pipeDelimited' ? '%7C' : ','
  return delimitedCandidates(texts, delimiter)
}

/** Returns the values of one delimited text, or of several texts with one name. */
function delimitedCandidates(texts: readonly string[], delimiter: string): unknown[] {
  const [text = ''] = texts
  if (texts.length > 1) return listCandidates(texts.map(decoded))
  const parts = text.split(delimiter).map(decoded)
  return [...scalarCandidates(decoded(text)), ...listCandidates(parts), ...recordCandidates(paired(parts))]
}

function mediaTypeCandidates(part: JsonObject, text: string): unknown[] {
  const [mediaType = ''] = Object.keys(part['content'] as object)
  return mediaType.includes('json') ? jsonCandidates(text) : scalarCandidates(text)
}

/** @param decode is applied after the text is split */
function simpleStyleCandidates(part: JsonObject, text: string, decode: (text: string) => string): unknown[] {
  if (part['content'] !== undefined) return mediaTypeCandidates(part, decode(text))
  const parts = text.split(',').map((one) => decode(one.trim()))
  const pairs = part['explode'] === true ? assigned(parts) : paired(parts)
  return [...scalarCandidates(decode(text)), ...listCandidates(parts), ...recordCandidates(pairs)]
}

function pathCandidates(part: JsonObject, text: string): unknown[] {
  const name = String(part['name'])
  const explode = part['explode'] === true
  const decode = decodeURIComponent
  if (part['style'] === 'label') {
    if (!text.startsWith('.')) return []
    const parts = text
      .slice(1)
      .split(explode ? '.' : ',')
      .map(decode)
    const pairs = explode ? assigned(parts) : paired(parts)
    return [...scalarCandidates(decode(text.slice(1))), ...listCandidates(parts), ...recordCandidates(pairs)]
  }
  if (part['style'] !== 'matrix') return simpleStyleCandidates(part, text, decode)
  const pairs = assigned(text.split(';').slice(1)).map(([key, one]): [string, string] => [decode(key), one])
  const own = pairs.filter(([key]) => key === name).map(([, one]) => one)
  if (explode)
    return [
      ...listCandidates(own.map(decode)),
      ...recordCandidates(pairs.map(([key, one]) => [key, decode(one)])),
    ]
  const parts = (own[0] ?? '').split(',').map(decode)
  return own.length === 1
    ? [
        ...scalarCandidates(decode(own[0] ?? '')),
        ...listCandidates(parts),
        ...recordCandidates(paired(parts)),
      ]
    : []
}
