import { get, isRecord, refToPointer } from '../../schema/index.ts'
import type { Json } from '../json.ts'
import { METHODS } from '../methods.ts'

/** A parameter in braces. A regular expression after its name can contain braces too. */
const TEMPLATE = /\{((?:[^{}]|\{[^{}]*\})*)\}/g

/**
 * Returns a path as OpenAPI writes it. Routers write more into their parameters, and some generators copy it:
 * `{id:int}`, `{id:[0-9]+}`, `{path:filename}`, `{*rest}`, `{id?}`, `{name=projects/*}`, `:id` and `<int:id>`.
 */
export function plainPath(document: Json, path: string, item: Json): string {
  const declared = declaredNames(document, item)
  const named = path.replaceAll(TEMPLATE, (_, text: string) => `{${plainName(text, declared)}}`)
  return named
    .replaceAll(/(?<=\/):([A-Za-z_]\w*)(?=\/|$)/g, (whole, name: string) =>
      declared.has(name) ? `{${name}}` : whole,
    )
    .replaceAll(/<(?:\w+:)?(\w+)>/g, (whole, name: string) => (declared.has(name) ? `{${name}}` : whole))
}

function plainName(text: string, declared: ReadonlySet<string>): string {
  if (declared.has(text)) return text
  const bare = text.replace(/^[*+]+/, '').replace(/[*?]+$/, '')
  const [first = '', ...others] = bare.split(/[:=]/)
  const known = [bare, first, others.join(':')].find((name) => declared.has(name))
  return known ?? (first === '' ? text : first)
}

/** Returns the names of the path parameters that a path and its operations declare. */
function declaredNames(document: Json, item: Json): Set<string> {
  const lists = [item, ...METHODS.map((method) => item[method])].map((part) =>
    isRecord(part) ? part['parameters'] : undefined,
  )
  const parameters = lists.flatMap((list): unknown[] => (Array.isArray(list) ? list : []))
  const names = parameters.flatMap((written) => {
    const ref = isRecord(written) ? written['$ref'] : undefined
    const parameter = typeof ref === 'string' ? get(document, refToPointer(ref)) : written
    return isRecord(parameter) && parameter['in'] === 'path' ? [String(parameter['name'])] : []
  })
  return new Set(names)
}
