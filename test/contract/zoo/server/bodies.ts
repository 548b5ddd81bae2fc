import type { Document, Place } from './document.ts'
import { decoded, json, scalars } from './meanings.ts'

/** What is said of a body: fine, wrong, or of a media type that is not taken. */
export type Opinion = 'right' | 'wrong' | 'unreadable'

/** A body as described, read strictly: its media type first, then its bytes, then its schema. */
export function opinionOf(
  document: Document,
  body: Place,
  contentType: string | undefined,
  bytes: Buffer,
): Opinion {
  if (bytes.length === 0 && body.part['required'] !== true) return 'right'
  if (bytes.length === 0 && contentType === undefined) return 'wrong'
  const type = essence(contentType ?? '')
  const [mediaType, place] =
    document.children(body, 'content').find(([range]) => covers(essence(range), type)) ?? []
  if (mediaType === undefined || place === undefined) return 'unreadable'
  const schema = place.part['schema'] === undefined ? undefined : `${place.at}/schema`
  const meanings = read(document, type, bytes, schema)
  if (meanings === undefined) return 'right'
  const fits =
    schema === undefined
      ? meanings.length > 0
      : meanings.some((one) => document.fits('requests', schema, one))
  return fits ? 'right' : 'wrong'
}

/** Everything that the bytes may mean; undefined where nobody here can tell. */
function read(
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
  if (/json$/.test(type)) return json(text)
  if (/^text\/(?!html|xml)/.test(type)) return scalars(text)
  if (type !== 'application/x-www-form-urlencoded') return undefined
  try {
    return [form(document, text, schema)]
  } catch {
    return []
  }
}

/** A form of scalars and lists; what stands in brackets is a property of that name. @throws URIError */
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
    const place = `${schema === undefined ? '' : document.find(schema).at}/properties/${name}`
    const meanings = texts.length > 1 ? [texts] : [...scalars(texts[0] ?? ''), texts]
    const fitting = document.has(place)
      ? meanings.find((value) => document.fits('requests', place, value))
      : undefined
    return [name, fitting ?? meanings[0]]
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
