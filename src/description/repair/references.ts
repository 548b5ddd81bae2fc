import { get, isRecord, joinPointer, refToPointer } from '../../schema/index.ts'
import type { Schema } from '../../schema/index.ts'
import { mapParts } from '../parts.ts'
import type { PartKind } from '../parts.ts'
import type { OpenAPIDocument } from '../openapi.ts'
import { References } from '../references.ts'
import type { Json } from '../json.ts'
import { findCycles } from '../cycles.ts'
import type { DanglingReference, Repair } from './types.ts'

/** Returns all references that cannot be resolved. */
export function findDangling(document: Json): DanglingReference[] {
  const references = new References(document as unknown as OpenAPIDocument)
  const dangling: DanglingReference[] = []
  mapParts(document, 'document', (part, partKind, pointer) => {
    const keyword =
      isRecord(part) && part['$ref'] === undefined && partKind === 'schema' ? '$dynamicRef' : '$ref'
    const ref = isRecord(part) ? part[keyword] : undefined
    if (typeof ref !== 'string') return part
    const resolved = partKind === 'schema' ? references.resolve(ref, pointer) : ref
    const target = resolved.startsWith('#') ? get(document, refToPointer(resolved)) : undefined
    const isFound = isRecord(target) || (partKind === 'schema' && typeof target === 'boolean')
    const isWrong = !isOfKind(resolved, partKind)
    if (!isFound || isWrong)
      dangling.push({ pointer, keyword, ref, problem: isFound ? 'wrong kind' : 'no target' })
    return part
  })
  return dangling
}

/** Returns all references that lead back to themselves without a value in between. */
export function findCircular(document: Json): DanglingReference[] {
  return findCycles(document as unknown as OpenAPIDocument).map((pointer) => {
    const part = get(document, pointer) as Schema
    return { pointer, keyword: '$ref', ref: part.$ref ?? pointer, problem: 'circular' }
  })
}

/** Where the parts of each kind are in `components`. */
const SECTIONS: Partial<Record<PartKind, readonly string[]>> = {
  schema: ['schemas'],
  response: ['responses'],
  parameter: ['parameters', 'headers'],
  example: ['examples'],
  requestBody: ['requestBodies'],
  callback: ['callbacks'],
  pathItem: ['pathItems'],
}

/** Whether a reference into `components` leads to a part of this kind. */
function isOfKind(ref: string, partKind: PartKind): boolean {
  const [, section = ''] = /^#\/components\/([^/]+)\/[^/]+$/.exec(ref) ?? []
  const known = Object.values(SECTIONS).flat()
  return !known.includes(section) || SECTIONS[partKind]?.includes(section) !== false
}

const PROBLEMS: Readonly<Record<DanglingReference['problem'], string>> = {
  'no target': 'has no target',
  'wrong kind': 'leads to a part of another kind',
  circular: 'is circular',
}

/** Returns the document without dangling references: a schema allows any value instead, and other parts are left out. */
export function removeDangling(
  document: Json,
  dangling: readonly DanglingReference[],
  { warn }: Repair,
): Json {
  if (dangling.length === 0) return document
  const pointers = new Map(dangling.map((reference) => [reference.pointer, reference]))
  for (const { pointer, keyword, ref, problem } of dangling)
    warn(joinPointer(pointer, keyword), `The reference to \`${ref}\` ${PROBLEMS[problem]}.`)
  const REMOVED = Symbol('removed')
  const mapped = mapParts(document, 'document', (part, partKind, pointer) => {
    if (pointers.has(pointer)) {
      if (partKind === 'schema') return {}
      return partKind === 'response' ? { description: '' } : partKind === 'pathItem' ? {} : REMOVED
    }
    return part
  })
  return prune(mapped, REMOVED) as Json
}

/** Returns a value without the parts that were replaced by `removed`. */
export function prune(value: unknown, removed: symbol): unknown {
  if (Array.isArray(value))
    return value.filter((item) => item !== removed).map((item) => prune(item, removed))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, child]) => child !== removed)
      .map(([key, child]) => [key, prune(child, removed)]),
  )
}

/** Returns the operations that need one of the dangling references, each with the first one. */
export function operationsWithDangling(
  document: Json,
  dangling: readonly DanglingReference[],
): Map<string, DanglingReference> {
  const users = usersOf(document)
  const found = new Map<string, DanglingReference>()
  for (const reference of dangling) {
    if (!isNeeded(reference.pointer)) continue
    const open = [ownerOf(reference.pointer)]
    const seen = new Set(open)
    while (open.length > 0) {
      const owner = open.pop() ?? ''
      if (isOperation(owner) && !found.has(owner)) found.set(owner, reference)
      for (const user of users.get(owner) ?? []) {
        if (seen.has(user)) continue
        seen.add(user)
        open.push(user)
      }
    }
  }
  return found
}

function isOperation(owner: string): boolean {
  return owner.startsWith('/paths/') && owner.split('/').length === 4
}

/** Returns the component, operation or path that a pointer is in. */
function ownerOf(pointer: string): string {
  const tokens = pointer.split('/')
  return tokens.slice(0, tokens[1] === 'components' || tokens[1] === 'paths' ? 4 : 2).join('/')
}

/** An operation can be called without its callbacks, and without the types of its error responses. */
function isNeeded(pointer: string): boolean {
  return !/^\/paths\/[^/]+\/[^/]+\/(?:callbacks|responses\/(?:[45]|default))/.test(pointer)
}

/** Component or path → all that refer to it. The operations of a path use its parameters. */
function usersOf(document: Json): Map<string, Set<string>> {
  const users = new Map<string, Set<string>>()
  const add = (used: string, user: string): void => {
    users.set(used, (users.get(used) ?? new Set()).add(user))
  }
  mapParts(document, 'document', (part, partKind, pointer) => {
    if (!isRecord(part) || !isNeeded(pointer)) return part
    if (typeof part['$ref'] === 'string') add(ownerOf(refToPointer(part['$ref'])), ownerOf(pointer))
    if (partKind === 'operation' && pointer.startsWith('/paths/'))
      add(joinPointer(ownerOf(pointer).split('/').slice(0, 3).join('/'), 'parameters'), ownerOf(pointer))
    return part
  })
  return users
}
