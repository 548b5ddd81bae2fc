import { get, isRecord, joinPointer, refToPointer } from '../../schema/index.ts'
import { METHODS } from '../methods.ts'
import { schemaOfValue } from '../upgrade/parameters-2.0.ts'
import { without } from '../json.ts'
import type { Json } from '../json.ts'
import { isToken } from '../token.ts'
import type { Repair } from './types.ts'

const LOCATIONS = ['path', 'query', 'header', 'cookie']

/** Repairs the parameters of all operations: each name of the path has one, and each has a name, a location and a schema. */
export function repairParameters(paths: Json, repair: Repair): Json {
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => {
      const pointer = joinPointer('/paths', path)
      return [
        path,
        isRecord(item) && path.startsWith('/') ? repairPathItem(path, item, pointer, repair) : item,
      ]
    }),
  )
}

function repairPathItem(path: string, item: Json, pointer: string, repair: Repair): Json {
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name)
  const shared = repairList(item['parameters'], joinPointer(pointer, 'parameters'), names, repair)
  const declared = namesOf(shared, repair)
  const entries = Object.entries(item).map(([key, operation]): [string, unknown] => {
    if (key === 'parameters') return [key, shared]
    if (!METHODS.includes(key) || !isRecord(operation)) return [key, operation]
    const at = joinPointer(pointer, key)
    const own = repairList(operation['parameters'], joinPointer(at, 'parameters'), names, repair)
    const known = new Set([...declared, ...namesOf(own, repair)])
    const missing = [...new Set(names)].filter((name) => !known.has(name))
    if (missing.length > 0) repair.warn(at, undeclared(path, missing))
    const parameters = [
      ...own,
      ...missing.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ]
    const isPlain = parameters.length === 0 && operation['parameters'] === undefined
    return [key, isPlain ? operation : { ...operation, parameters }]
  })
  return Object.fromEntries(entries)
}

/** How many names a message lists. */
const MAX_NAMES = 5

function undeclared(path: string, names: readonly string[]): string {
  const listed = names.slice(0, MAX_NAMES).map((name) => `\`{${name}}\``)
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : ''
  return names.length === 1
    ? `The path \`${path}\` has ${listed.join('')}, but the operation has no such parameter. It is taken as a string.`
    : `The path \`${path}\` has ${listed.join(', ')}${more}, but the operation has no such parameters. They are taken as strings.`
}

/** Returns the names of the path parameters in a list. */
function namesOf(list: readonly unknown[], { document }: Repair): string[] {
  return list.flatMap((written) => {
    const parameter = targetOf(document, written)
    return parameter?.['in'] === 'path' ? [String(parameter['name'])] : []
  })
}

function targetOf(document: Json, written: unknown): Json | undefined {
  let target = written
  for (let hops = 0; hops < 20 && isRecord(target) && typeof target['$ref'] === 'string'; hops++)
    target = get(document, refToPointer(target['$ref']))
  return isRecord(target) ? target : undefined
}

function repairList(list: unknown, pointer: string, names: readonly string[], repair: Repair): unknown[] {
  const seen = new Set<string>()
  const kept: unknown[] = []
  for (const [index, written] of (Array.isArray(list) ? (list as unknown[]) : []).entries()) {
    const at = joinPointer(pointer, index)
    const parameter = targetOf(repair.document, written)
    const reason = parameter === undefined ? undefined : problemOf(parameter, names, seen)
    // A reference without a target is reported with all others.
    if (!isRecord(written) || reason !== undefined) {
      repair.warn(at, reason ?? 'The parameter is not an object. It is ignored.')
      continue
    }
    repair.origins.set(joinPointer(pointer, kept.length), at)
    kept.push(written['$ref'] === undefined ? repairParameter(written, at, repair) : written)
  }
  return kept
}

function problemOf(parameter: Json, names: readonly string[], seen: Set<string>): string | undefined {
  const { name, in: location } = parameter
  if (typeof name !== 'string' || typeof location !== 'string')
    return 'The parameter needs `name` and `in`. It is ignored.'
  if (name.trim() === '') return 'The name of the parameter is empty. It is ignored.'
  if (location === 'header' && parameter['required'] !== true && !isToken(name))
    return `HTTP allows no header with the name \`${name}\`. The parameter is ignored.`
  // A query string as a whole is reported by `left-out.ts`.
  if (location !== 'querystring' && !LOCATIONS.includes(location))
    return `The parameter \`${name}\` is in \`${location}\`. Expected ${LOCATIONS.join(', ')}. It is ignored.`
  if (location === 'path' && !names.includes(name))
    return `The path has no \`{${name}}\`. The parameter is ignored.`
  const key = `${location} ${location === 'header' ? name.toLowerCase() : name}`
  if (seen.has(key))
    return `The parameter \`${name}\` in \`${location}\` is described twice. The first one is used.`
  seen.add(key)
  return undefined
}

/** Returns a parameter with a schema or one media type. Also for `components/parameters`. */
export function repairParameter(parameter: Json, pointer: string, { warn, origins }: Repair): Json {
  let current = parameter
  if (current['in'] === 'path' && current['required'] !== true) {
    warn(pointer, `The path parameter ${nameOf(current)} must have \`required: true\`. It is required.`)
    current = { ...current, required: true }
  }
  current = withKnownStyle(current, pointer, warn)
  const hasContent = isRecord(current['content']) && Object.keys(current['content']).length > 0
  if (current['schema'] !== undefined && hasContent) {
    warn(
      pointer,
      `The parameter ${nameOf(current)} has both \`schema\` and \`content\`. The \`content\` is ignored.`,
    )
    return without(current, 'content')
  }
  if (current['schema'] !== undefined || hasContent) return current
  if (current['type'] !== undefined) {
    warn(
      pointer,
      `The type of the parameter ${nameOf(current)} belongs into a \`schema\` since OpenAPI 3.0. It is read as in OpenAPI 2.0.`,
    )
    origins.set(joinPointer(pointer, 'schema'), pointer)
    return { ...current, schema: schemaOfValue(current) }
  }
  warn(
    pointer,
    `The parameter ${nameOf(current)} needs a \`schema\` or \`content\`. It is taken as any value.`,
  )
  return { ...current, schema: {} }
}

/** Returns the name of a parameter as a message shows it. It may be missing, or no text. */
function nameOf({ name }: Json): string {
  return typeof name === 'string' ? `\`${name}\`` : 'without a name'
}

/** Location → its styles; the first one is the default. */
const STYLES: Readonly<Record<string, readonly string[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
}

function withKnownStyle(parameter: Json, pointer: string, warn: Repair['warn']): Json {
  const { in: location, style } = parameter
  const styles = STYLES[String(location)]
  if (typeof style !== 'string' || styles === undefined || styles.includes(style)) return parameter
  warn(
    joinPointer(pointer, 'style'),
    `Unknown style \`${style}\` of a ${String(location)} parameter. Expected ${styles.join(', ')}. It is ignored.`,
  )
  return without(parameter, 'style')
}
