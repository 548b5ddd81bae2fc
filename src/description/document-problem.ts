import type { OpenAPIDocument, Schema } from './openapi.ts'
import { mapParts } from './parts.ts'
import type { PartKind } from './parts.ts'
import { get, joinPointer } from './pointer.ts'
import { refToPointer } from './reference.ts'

/** What makes a description useless, and where it stands. */
export interface DocumentProblem {
  readonly pointer: string
  readonly message: string
}

/**
 * The first thing that nobody can work with, though a linter lets it pass: a reference that leads nowhere or in a
 * circle, and a schema that needs itself to say anything about a value, as its own `allOf` (JSON Schema 2020-12,
 * section 9.4.1). One that has itself further down, in a property or an item, is a tree.
 */
export function findDocumentProblem(document: OpenAPIDocument): DocumentProblem | undefined {
  const references = new Map<string, readonly string[]>()
  const problems: DocumentProblem[] = []
  mapParts(document, 'document', (part, partKind, pointer) => {
    if (typeof part !== 'object' || part === null) return part
    references.set(pointer, referencesOf(part, partKind, pointer))
    for (const name of schemesOf(part, partKind)) {
      if (get(document, joinPointer('/components/securitySchemes', name)) === undefined)
        problems.push({ pointer, message: `There is no security scheme \`${name}\`.` })
    }
    return part
  })
  for (const [pointer, targets] of references) {
    const missing = targets.find((target) => !references.has(target) && get(document, target) === undefined)
    if (missing !== undefined)
      problems.push({ pointer, message: `The reference to ${missing} leads nowhere.` })
  }
  const cycle = findCycle(references)
  if (cycle !== undefined) problems.push({ pointer: cycle, message: 'It refers to itself, without end.' })
  return problems[0]
}

/** What a part is made of at the same place: the target of its reference, and the schemas that judge the same value. */
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

/** The security schemes that a document or an operation names. */
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
