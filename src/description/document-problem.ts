import type { OpenAPIDocument, Schema } from './openapi.ts'
import { mapParts } from './parts.ts'
import type { PartKind } from './parts.ts'
import { get, joinPointer } from '../schema/index.ts'
import { refToPointer } from '../schema/index.ts'

/** A problem that makes a description unusable. */
export interface DocumentProblem {
  readonly pointer: string
  readonly message: string
}

/**
 * Returns the first problem that makes a description unusable, but that a linter does not report: a reference without a
 * target or in a cycle, and a schema that applies itself to the same value, for example by `allOf` (JSON Schema 2020-12,
 * section 9.4.1). A schema that contains itself in a property or an item is valid.
 */
export function findDocumentProblem(document: OpenAPIDocument): DocumentProblem | undefined {
  const references = new Map<string, readonly string[]>()
  const problems: DocumentProblem[] = []
  mapParts(document, 'document', (part, partKind, pointer) => {
    if (typeof part !== 'object' || part === null) return part
    references.set(pointer, referencesOf(part, partKind, pointer))
    for (const name of schemesOf(part, partKind)) {
      if (get(document, joinPointer('/components/securitySchemes', name)) === undefined)
        problems.push({ pointer, message: `Unknown security scheme \`${name}\`.` })
    }
    return part
  })
  for (const [pointer, targets] of references) {
    const missing = targets.find((target) => !references.has(target) && get(document, target) === undefined)
    if (missing !== undefined)
      problems.push({ pointer, message: `The reference to \`${missing}\` has no target.` })
  }
  const cycle = findCycle(references)
  if (cycle !== undefined) problems.push({ pointer: cycle, message: 'The reference is circular.' })
  return problems[0]
}

/** Returns the pointers that a part depends on: the target of its reference, and schemas for the same value. */
function referencesOf(part: object, partKind: PartKind, pointer: string): string[] {
  const { $ref, ...schema } = part as Schema
  const reference = typeof $ref === 'string' && $ref.startsWith('#') ? [refToPointer($ref)] : []
  if (partKind !== 'schema') return reference
  const lists = ['allOf', 'anyOf', 'oneOf', 'dependentSchemas'].flatMap((keyword) =>
    Object.keys(schema[keyword] ?? {}).map((key) => joinPointer(pointer, keyword, key)),
  )
  const single = ['not', 'if', 'then', 'else'].filter((keyword) => schema[keyword] !== undefined)
  return [...reference, ...lists, ...single.map((keyword) => joinPointer(pointer, keyword))]
}

/** Returns the security schemes that a document or an operation names. */
function schemesOf(part: object, partKind: PartKind): string[] {
  if (partKind !== 'document' && partKind !== 'operation') return []
  const { security } = part as Pick<OpenAPIDocument, 'security'>
  return (security ?? []).flatMap((requirement) => Object.keys(requirement))
}

function findCycle(references: ReadonlyMap<string, readonly string[]>): string | undefined {
  const acyclic = new Set<string>()
  const isInCycle = (pointer: string, ancestors: ReadonlySet<string>): boolean => {
    if (ancestors.has(pointer)) return true
    if (acyclic.has(pointer)) return false
    const found = (references.get(pointer) ?? []).some((reference) =>
      isInCycle(reference, new Set([...ancestors, pointer])),
    )
    if (!found) acyclic.add(pointer)
    return found
  }
  return [...references.keys()].find((pointer) => isInCycle(pointer, new Set()))
}
