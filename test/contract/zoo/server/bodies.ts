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
  const candidates =
    type === 'multipart/form-data'
      ? multipartCandidates(document, contentType ?? '', bytes, schema)
      : candidatesOf(document, type, bytes, schema)
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
  // Text without an element is no XML. The values of elements are not compared.
  if (/[/+]xml$/.test(type) && !/<[a-z_][^<>]*>/i.test(text)) return []
  if (type !== 'application/x-www-form-urlencoded') return undefined
  try {
    return [form(document, text, schema)]
  } catch {
    return []
  }
}

/** Returns the object that the parts of a form make. None if it has no boundary, or a part has no name. */
function multipartCandidates(
  document: Document,
  contentType: string,
  bytes: Buffer,
  schema: string | undefined,
): unknown[] {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? []
  const delimiter = `\r\n--${quoted ?? bare ?? ''}`
  const [, ...pieces] = `\r\n${bytes.toString('latin1')}`.split(delimiter)
  if (delimiter.endsWith('--') || pieces.pop()?.startsWith('--') !== true) return []
  const fields = new Map<string, unknown[]>()
  for (const piece of pieces) {
    const [head = '', ...content] = piece.split('\r\n\r\n')
    const name = /[;\s]name="([^"]*)"/i.exec(head)?.[1]
    if (name === undefined) return []
    const text = Buffer.from(content.join('\r\n\r\n'), 'latin1').toString()
    const values = /^content-type:\s*application\/json/im.test(head)
      ? jsonCandidates(text)
      : scalarCandidates(text)
    fields.set(name, [...(fields.get(name) ?? []), values])
  }
  const entries = [...fields].map(([name, parts]) => {
    const lists = parts as unknown[][]
    const one = lists.length === 1 ? (lists[0] ?? []) : []
    const candidates = [...one, lists.map(([first]) => first)]
    const target = `${schema === undefined ? '' : document.find(schema).at}/properties/${name}`
    const valid = document.has(target)
      ? candidates.find((value) => document.isValid('requests', target, value))
      : undefined
    return [name, valid ?? candidates[0]]
  })
  return [Object.fromEntries(entries)]
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
