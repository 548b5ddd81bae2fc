import { get, isRecord, joinPointer, refToPointer } from '../../schema/index.ts'
import { without } from '../json.ts'
import type { Json } from '../json.ts'
import { METHODS } from '../methods.ts'

/** A path without its query, and what the query says. */
interface PathQuery {
  readonly path: string
  readonly fields: readonly QueryField[]
}

/** One field of the query of a path: `key={KEY}` or `kind=all`. */
interface QueryField {
  readonly name: string
  /** The name in braces. */
  readonly variable?: string
  readonly value: string
}

/** Returns the text of a path outside of the names of its parameters. */
function fixedText(path: string): string {
  return path.replaceAll(/\{[^{}]+\}/g, '{}')
}

/** Splits a path at its query. Undefined if it has none, or one that is no list of fields. */
function splitQuery(path: string): PathQuery | undefined {
  const [, before, query] = /^((?:[^{}?#]|\{[^{}]*\})*)\?([^#]*)$/.exec(path) ?? []
  if (before === undefined || query === undefined) return undefined
  const fields = query.split('&').map((field): QueryField | undefined => {
    const [, name, value] = /^([^={}]+)=(\{[^{}]+\}|[^={}]*)$/.exec(field) ?? []
    if (name === undefined || value === undefined) return undefined
    return { name, value, ...(value.startsWith('{') && { variable: value.slice(1, -1) }) }
  })
  const known = fields.filter((field) => field !== undefined)
  return known.length === fields.length ? { path: before, fields: known } : undefined
}

/** Whether no request can have a path: what follows `?` or `#` is no part of it. */
export function isUnreachable(path: string): boolean {
  return /[?#]/.test(fixedText(path))
}

/**
 * Reads the queries of paths as parameters: `/a?key={KEY}` is the path `/a` with the parameter `key` in the query. A path
 * that another one has before its query, too, keeps its own.
 *
 * @param warn the pointer is in the corrected document
 */
export function readQueries(
  document: Json,
  paths: ReadonlyMap<string, unknown>,
  origins: Map<string, string>,
  warn: (pointer: string, message: string) => void,
): Map<string, unknown> {
  const targetOf = (path: string): string => fixedText(splitQuery(path)?.path ?? path)
  const counts = new Map<string, number>()
  for (const path of paths.keys()) counts.set(targetOf(path), (counts.get(targetOf(path)) ?? 0) + 1)
  return new Map(
    [...paths].map(([path, item]): [string, unknown] => {
      if (!path.startsWith('/') || !fixedText(path).includes('?')) return [path, item]
      const split = splitQuery(path)
      const at = joinPointer('/paths', path)
      if (split === undefined || !isRecord(item) || counts.get(targetOf(path)) !== 1) {
        warn(at, `The path \`${path}\` has a query. Describe it as parameters. Its operations are left out.`)
        return [path, item]
      }
      warn(at, `The path \`${path}\` has a query. It is read as \`${split.path}\` with query parameters.`)
      const to = joinPointer('/paths', split.path)
      moveOrigins(at, to, origins)
      return [split.path, withQueryParameters(document, item, split.fields, to, origins)]
    }),
  )
}

/** Records that a part and what is below it have another place. */
function moveOrigins(from: string, to: string, origins: Map<string, string>): void {
  for (const [pointer, origin] of [...origins])
    if (pointer.startsWith(`${from}/`)) origins.set(to + pointer.slice(from.length), origin)
  origins.set(to, origins.get(from) ?? from)
}

/**
 * Returns a path item whose operations have the fields of a query as parameters.
 *
 * @param pointer the place of the path item
 */
function withQueryParameters(
  document: Json,
  item: Json,
  fields: readonly QueryField[],
  pointer: string,
  origins: Map<string, string>,
): Json {
  const change = (owner: Json, at: string): Json => {
    const { parameters } = owner
    if (!Array.isArray(parameters)) return owner
    const moved = parameters.map((parameter: unknown, index) =>
      moveToQuery(document, parameter, fields, joinPointer(at, 'parameters', index), origins),
    )
    return { ...owner, parameters: moved }
  }
  const shared = change(item, pointer)
  const entries = Object.entries(shared).map(([key, operation]): [string, unknown] => {
    if (!METHODS.includes(key) || !isRecord(operation)) return [key, operation]
    const moved = change(operation, joinPointer(pointer, key))
    const own: unknown[] = Array.isArray(moved['parameters']) ? moved['parameters'] : []
    const declared = queryNames(document, [shared['parameters'], own])
    const missing = fields.filter(({ name }) => !declared.has(name))
    if (missing.length === 0) return [key, moved]
    return [key, { ...moved, parameters: [...own, ...missing.map((field) => newParameter(document, field))] }]
  })
  return Object.fromEntries(entries)
}

function resolve(document: Json, parameter: unknown): unknown {
  const ref = isRecord(parameter) ? parameter['$ref'] : undefined
  return typeof ref === 'string' ? get(document, refToPointer(ref)) : parameter
}

/** Returns a parameter of the path as one of the query, if the query has its name. */
function moveToQuery(
  document: Json,
  written: unknown,
  fields: readonly QueryField[],
  pointer: string,
  origins: Map<string, string>,
): unknown {
  const parameter = resolve(document, written)
  if (!isRecord(parameter) || parameter['in'] !== 'path') return written
  const field = fields.find(({ variable }) => variable === parameter['name'])
  if (field === undefined) return written
  const ref = isRecord(written) ? written['$ref'] : undefined
  if (typeof ref === 'string') origins.set(pointer, refToPointer(ref))
  return { ...without(parameter, 'style', 'explode'), name: field.name, in: 'query' }
}

function queryNames(document: Json, lists: readonly unknown[]): Set<unknown> {
  const parameters = lists.flat().map((parameter) => resolve(document, parameter))
  return new Set(
    parameters.flatMap((parameter) =>
      isRecord(parameter) && parameter['in'] === 'query' ? [parameter['name']] : [],
    ),
  )
}

/** Makes the parameter of a field that no one declares. */
function newParameter(document: Json, { name, variable, value }: QueryField): Json {
  const schema = { type: 'string', ...(variable === undefined && { enum: [decoded(value)] }) }
  const isOld = document['swagger'] !== undefined
  return { name, in: 'query', required: true, ...(isOld ? schema : { schema }) }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
