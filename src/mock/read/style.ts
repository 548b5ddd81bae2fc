import type { Raw } from './value.ts'
import { define } from './value.ts'

/** What a parameter's schema can be, as far as its style depends on it. */
export type Shape = 'text' | 'list' | 'record'

/**
 * Undoes the styles that write a parameter into one text: `simple`, `label`, `matrix`, and `form`, `spaceDelimited`
 * and `pipeDelimited` without `explode` (OpenAPI 3.1, "Style Values"; RFC 6570).
 *
 * @param text already percent-decoded
 * @returns undefined where the text is not in that style
 */
export function unstyle(
  text: string,
  parameter: { name: string; style: string; explode: boolean; shape: Shape },
): Raw | undefined {
  const { name, style, explode, shape } = parameter
  switch (style) {
    case 'label':
      if (!text.startsWith('.')) return undefined
      return split(text.slice(1), explode ? '.' : ',', shape, explode)
    case 'matrix': {
      if (!text.startsWith(';')) return undefined
      if (explode && shape === 'record') return split(text.slice(1), ';', shape, true)
      const prefix = `${name}=`
      const parts = text.slice(1).split(explode ? ';' : '\n')
      if (!parts.every((part) => part.startsWith(prefix))) return undefined
      const values = parts.map((part) => part.slice(prefix.length))
      return explode && shape === 'list' ? values : split(values[0] ?? '', ',', shape, false)
    }
    case 'spaceDelimited':
      return split(text, ' ', shape, false)
    case 'pipeDelimited':
      return split(text, '|', shape, false)
    default:
      return split(text, ',', shape, style === 'simple' && explode)
  }
}

function split(text: string, separator: string, shape: Shape, pairs: boolean): Raw | undefined {
  if (shape === 'text') return text
  const parts = text === '' ? [] : text.split(separator)
  if (shape === 'list') return parts
  const flat = pairs
    ? parts.flatMap((part) => [part.split('=', 1)[0] ?? '', part.slice(part.indexOf('=') + 1)])
    : parts
  if (flat.length % 2 === 1) return undefined
  const record: Record<string, Raw> = {}
  for (let index = 0; index < flat.length; index += 2)
    define(record, flat[index] ?? '', flat[index + 1] ?? '')
  return record
}
