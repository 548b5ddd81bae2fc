import { get, isRecord, joinPointer, refToPointer } from '../../schema/index.ts'
import { without } from '../json.ts'
import type { Json } from '../json.ts'
import type { Closed, SchemaRepair } from './types.ts'

/** A schema that applies to the same value as another one. */
interface Part {
  readonly pointer: string
  readonly schema: Json
}

/** The most parts of a schema that are compared. A generated description can have thousands, and each of them as many. */
const MOST_PARTS = 100

/**
 * `additionalProperties: false` sees only the properties beside it, so a schema that is closed in this way and its parts
 * in `allOf` forbid each other's properties. Authors mean the properties of all parts, and no others.
 *
 * @param isOld whether `$ref` hides what is beside it
 */
export function findClosed(document: Json, isOld: boolean): Closed {
  const forbids = new Map<string, string>()
  const wholes = new Set<string>()
  const inner = new Set<string>()
  for (const whole of combinationsIn(document, isOld)) {
    const certain = partsOf(document, [whole], ['allOf'])
    for (const part of certain.filter(({ schema }) => isClosed(schema))) {
      const forbidden =
        describedBeside(part, certain) ?? describedBeside(part, partsOf(document, certain, APPLICATORS))
      if (forbidden === undefined) continue
      forbids.set(part.pointer, forbidden)
      wholes.add(whole.pointer)
      if (part.pointer !== whole.pointer) inner.add(part.pointer)
    }
  }
  for (const pointer of inner) wholes.delete(pointer)
  return { forbids, wholes }
}

/** Lets a whole allow the properties of its parts. */
export function closeWholes(schema: Json, { closed, pointer, warn }: SchemaRepair): Json {
  const forbidden = closed.forbids.get(pointer)
  const open = forbidden === undefined ? schema : without(schema, 'additionalProperties')
  if (forbidden !== undefined)
    warn(
      'additionalProperties',
      `\`additionalProperties: false\` forbids \`${forbidden}\`, which another part of the same schema describes. It is read as \`unevaluatedProperties: false\` of the whole.`,
    )
  return closed.wholes.has(pointer) ? { ...open, unevaluatedProperties: false } : open
}

function isClosed(schema: Json): boolean {
  return schema['additionalProperties'] === false && schema['patternProperties'] === undefined
}

/** Returns a property that another part describes and this one forbids. */
function describedBeside(part: Part, parts: readonly Part[]): string | undefined {
  const own = new Set(namesIn(part.schema))
  return parts.flatMap(({ schema }) => namesIn(schema)).find((name) => !own.has(name))
}

function namesIn({ properties }: Json): string[] {
  return isRecord(properties) ? Object.keys(properties) : []
}

/** Returns all schemas that have parts. */
function combinationsIn(document: Json, isOld: boolean): Part[] {
  const found: Part[] = []
  const search = (value: unknown, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return
    const isWhole = isRecord(value) && (hasParts(value) || (!isOld && extendsReference(value)))
    if (isWhole) found.push({ pointer, schema: value })
    for (const [key, child] of Object.entries(value)) search(child, joinPointer(pointer, key))
  }
  search(document, '')
  return found
}

function hasParts(schema: Json): boolean {
  return APPLICATORS.some((keyword) => Array.isArray(schema[keyword]))
}

/** Whether a schema says more about the properties of the one that it refers to. */
function extendsReference(schema: Json): boolean {
  return typeof schema['$ref'] === 'string' && (isClosed(schema) || isRecord(schema['properties']))
}

const APPLICATORS = ['allOf', 'anyOf', 'oneOf']

/**
 * Returns schemas, and those that apply to the same value: what they refer to, and what is in their lists. A chain of them
 * can be longer than the stack.
 */
function partsOf(document: Json, starts: readonly Part[], keywords: readonly string[]): Part[] {
  const parts = new Map<string, Part>()
  const open = [...starts].reverse()
  for (let part = open.pop(); part !== undefined && parts.size < MOST_PARTS; part = open.pop()) {
    if (!isRecord(part.schema) || parts.has(part.pointer)) continue
    parts.set(part.pointer, part)
    open.push(...partsBelow(document, part, keywords).reverse())
  }
  return [...parts.values()]
}

function partsBelow(document: Json, { schema, pointer }: Part, keywords: readonly string[]): Part[] {
  const { $ref: reference } = schema
  const target = typeof reference === 'string' && reference.startsWith('#/') ? refToPointer(reference) : ''
  const referred = target === '' ? [] : [{ pointer: target, schema: get(document, target) as Json }]
  const listed = keywords.flatMap((keyword) => {
    const list: unknown = schema[keyword]
    return (Array.isArray(list) ? (list as Json[]).slice(0, MOST_PARTS) : []).map((child, index) => ({
      pointer: joinPointer(pointer, keyword, index),
      schema: child,
    }))
  })
  return [...referred, ...listed]
}
