import type { Document, DescriptionNode } from './document.ts'
import { decoded, jsonCandidates, scalarCandidates } from './candidates.ts'

/** `unsupported` is a media type that is not described. */
export type BodyValidity = 'valid' | 'invalid' | 'unsupported'

/** Validates a body strictly: its media type first, then its bytes, then its schema. */
export function validateBody(
  document: Document,
  body: DescriptionNode,
  contentType: string | undefined,
  bytes: Buffer,
): BodyValidity {
  if (bytes.length === 0 && body.part['required'] !== true) return 'valid'
  if (bytes.length === 0 && contentType === undefined) return 'invalid'
  const type = essence(contentType ?? '')
  const [mediaType, target] =
    document.children(body, 'content').find(([range]) => covers(essence(range), type)) ?? []
  if (mediaType === undefined || target === undefined) return 'unsupported'
  const schema = target.part['schema'] === undefined ? undefined : `${target.at}/schema`
  const candidates = candidatesOf(document, type, bytes, schema)
  if (candidates === undefined) return 'valid'
  const isValid =
    schema === undefined
      ? candidates.length > 0
      : candidates.some((one) => document.isValid('requests', schema, one))
  return isValid ? 'valid' : 'invalid'
}

/** Returns the values that the bytes may represent, or undefined for a media type that is not parsed here. */
function candidatesOf(
  document: Document,
  type: string,
  bytes: Buffer,
  schema: string | undefined,
): unknown[] | undefined {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return /json|^text|form-urlencoded/.test(type) ? [] : undefined
  }
  if (/json$/.test(type)) return jsonCandidates(text)
  if (/^text\/(?!html|xml)/.test(type)) return scalarCandidates(text)
  if (type !== 'application/x-www-form-urlencoded') return undefined
  try {
    return [form(document, text, schema)]
  } catch {
    return []
  }
}

/** Parses a form of scalars and lists. A name with brackets is one property. @throws URIError */
function form(document: Document, text: string, schema: string | undefined): unknown {
  const pairs = text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): [string, string] => {
      const [name = '', ...more] = pair.split('=')
      return [decoded(name), decoded(more.join('='))]
    })
  const names = [...new Set(pairs.map(([name]) => name))]
  const entries = names.map((name): [string, unknown] => {
    const texts = pairs.filter(([key]) => key === name).map(([, one]) => one)
    const target = `${schema === undefined ? '' : document.find(schema).at}/properties/${name}`
    const candidates = texts.length > 1 ? [texts] : [...scalarCandidates(texts[0] ?? ''), texts]
    const validCandidate = document.has(target)
      ? candidates.find((value) => document.isValid('requests', target, value))
      : undefined
    return [name, validCandidate ?? candidates[0]]
  })
  return Object.fromEntries(entries)
}

export function essence(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase()
}

function covers(range: string, type: string): boolean {
  const [main = '', sub = ''] = range.split('/')
  return range === type || range === '*/*' || (sub === '*' && type.startsWith(`${main}/`))
}
