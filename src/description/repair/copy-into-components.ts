import { get, isRecord, joinPointer, parsePointer, refToPointer } from '../../schema/index.ts'
import { mapParts } from '../parts.ts'
import type { PartKind } from '../parts.ts'
import type { Json } from '../json.ts'
import { originOf } from '../upgrade/origins.ts'

/** What a part may be: itself a component, or a property of one, which has a type of its own. */
const NAMED = /^\/components\/[^/]+\/[^/]+(?:\/properties\/[^/]+)*$/

/** The keys that say nothing about the part that they have. */
const STRUCTURE =
  /^(?:paths|webhooks|components|content|schema|schemas|responses|parameters|requestBody|headers|properties|items|\d|get|put|post|patch|delete|(?:application|text)\/.*|(?:all|any|one)Of)$/

/** Returns a name for a part: the one that it has, or the words of its place. */
function nameOf(tokens: readonly string[], { title, name }: Json): string {
  const last = tokens.at(-1) ?? ''
  if (!STRUCTURE.test(last) && /^\D/.test(last)) return last
  const own = [title, name].find((text) => typeof text === 'string' && /^\w+$/.test(text))
  if (typeof own === 'string') return own
  const words = tokens.filter((token) => !STRUCTURE.test(token)).flatMap((token) => token.match(/\w+/g) ?? [])
  return words.length === 0 ? 'Part' : words.join('_')
}

/** Where the parts of each kind belong in `components`. Headers are parameters without a name. */
function sectionOf(partKind: PartKind, pointer: string): string | undefined {
  if (partKind === 'parameter') return /\/headers\/[^/]+$/.test(pointer) ? 'headers' : 'parameters'
  if (partKind === 'schema') return 'schemas'
  if (partKind === 'response') return 'responses'
  if (partKind === 'requestBody') return 'requestBodies'
  return partKind === 'example' ? 'examples' : undefined
}

/**
 * Copies parts into `components` that references find elsewhere: in `x-schemas`, in `$defs`, in the `definitions` of
 * OpenAPI 2.0, or where a bundler found the part first, such as in a response. All that follows finds, repairs and names only
 * the parts that have a place in OpenAPI.
 *
 * @param origins gets the place of each original
 * @param upgradeSchema reads a schema of an older version
 */
export function copyIntoComponents(
  document: Json,
  origins: Map<string, string>,
  upgradeSchema: (schema: unknown) => unknown,
): Json {
  const components: Record<string, unknown> = isRecord(document['components'])
    ? { ...document['components'] }
    : {}
  const copied = new Map<string, string>()

  const copyTarget = (ref: string, partKind: PartKind, at: string): string | undefined => {
    const pointer = refToPointer(ref)
    const tokens = parsePointer(pointer)
    const section = sectionOf(partKind, at)
    const target = NAMED.test(pointer) ? undefined : get(document, pointer)
    if (section === undefined || tokens.length < 2 || !isRecord(target)) return undefined
    const key = `${section} ${pointer}`
    const known = copied.get(key)
    if (known !== undefined) return known
    const parts = isRecord(components[section]) ? components[section] : {}
    const name = freeName(nameOf(tokens, target), parts)
    const to = joinPointer('/components', section, name)
    copied.set(key, `#${to}`)
    origins.set(to, originOf(origins, pointer))
    // The name is taken before the part is read, because it can refer to itself.
    components[section] = { ...parts, [name]: {} }
    const part = withRefs(partKind === 'schema' ? upgradeSchema(target) : target, partKind, to)
    components[section] = { ...(components[section] as Json), [name]: part }
    return `#${to}`
  }

  const withRefs = (part: unknown, partKind: PartKind, pointer: string): unknown =>
    mapParts(
      part,
      partKind,
      (each, eachKind, at) => {
        const ref = isRecord(each) ? each['$ref'] : undefined
        if (!isRecord(each) || typeof ref !== 'string' || !ref.startsWith('#/')) return each
        const to = copyTarget(ref, eachKind, at)
        return to === undefined ? each : { ...each, $ref: to }
      },
      pointer,
    )

  const changed = withRefs(document, 'document', '') as Json
  if (copied.size === 0) return document
  const own = isRecord(changed['components']) ? changed['components'] : {}
  return { ...changed, components: merged(components, own) }
}

/** Returns all components: the copies, and the own ones with their new references. */
function merged(components: Json, own: Json): Json {
  const sections = Object.entries(components).map(([section, parts]): [string, unknown] => {
    const changed = own[section]
    return [section, isRecord(parts) && isRecord(changed) ? { ...parts, ...changed } : parts]
  })
  return Object.fromEntries(sections)
}

function freeName(name: string, parts: Json): string {
  let free = name
  for (let count = 2; Object.hasOwn(parts, free); count += 1) free = `${name}${count}`
  return free
}
