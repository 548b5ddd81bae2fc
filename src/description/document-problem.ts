import type { OpenAPIDocument, Schema } from './openapi.ts'
import { mapParts } from './parts.ts'
import type { PartKind } from './parts.ts'
import { findCycles } from './cycles.ts'
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
  const problems: DocumentProblem[] = []
  mapParts(document, 'document', (part, partKind, pointer) => {
    if (typeof part !== 'object' || part === null) return part
    const { $ref } = part as Schema
    const target = typeof $ref === 'string' && $ref.startsWith('#') ? refToPointer($ref) : undefined
    if (target !== undefined && get(document, target) === undefined)
      problems.push({ pointer, message: `The reference to \`${target}\` has no target.` })
    for (const name of schemesOf(part, partKind)) {
      if (get(document, joinPointer('/components/securitySchemes', name)) === undefined)
        problems.push({ pointer, message: `Unknown security scheme \`${name}\`.` })
    }
    return part
  })
  const [cycle] = findCycles(document)
  if (cycle !== undefined) problems.push({ pointer: cycle, message: 'The reference is circular.' })
  return problems[0]
}

/** Returns the security schemes that a document or an operation names. */
function schemesOf(part: object, partKind: PartKind): string[] {
  if (partKind !== 'document' && partKind !== 'operation') return []
  const { security } = part as Pick<OpenAPIDocument, 'security'>
  return (security ?? []).flatMap((requirement) => Object.keys(requirement))
}
