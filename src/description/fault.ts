import type { OpenAPIDocument, Schema } from './openapi.ts'
import { mapParts } from './parts.ts'
import type { Kind } from './parts.ts'
import { get, joinPointer } from './pointer.ts'
import { placeOf } from './reference.ts'

/** What makes a description useless, and where it stands. */
export interface Fault {
  readonly pointer: string
  readonly message: string
}

/**
 * The first thing that nobody can work with, though a linter lets it pass: a reference that leads nowhere or in a
 * circle, and a schema that needs itself to say anything about a value, as its own `allOf` (JSON Schema 2020-12,
 * section 9.4.1). One that has itself further down, in a property or an item, is a tree.
 */
export function findFault(document: OpenAPIDocument): Fault | undefined {
  const steps = new Map<string, readonly string[]>()
  const faults: Fault[] = []
  mapParts(document, 'document', (part, kind, pointer) => {
    if (typeof part !== 'object' || part === null) return part
    steps.set(pointer, stepsOf(part, kind, pointer))
    for (const name of schemesOf(part, kind)) {
      if (get(document, joinPointer('/components/securitySchemes', name)) === undefined)
        faults.push({ pointer, message: `There is no security scheme \`${name}\`.` })
    }
    return part
  })
  for (const [pointer, targets] of steps) {
    const lost = targets.find((target) => !steps.has(target) && get(document, target) === undefined)
    if (lost !== undefined) faults.push({ pointer, message: `The reference to ${lost} leads nowhere.` })
  }
  const circle = findCircle(steps)
  if (circle !== undefined) faults.push({ pointer: circle, message: 'It refers to itself, without end.' })
  return faults[0]
}

/** What a part is made of at the same place: the target of its reference, and the schemas that judge the same value. */
function stepsOf(part: object, kind: Kind, pointer: string): string[] {
  const { $ref, ...schema } = part as Schema
  const reference = typeof $ref === 'string' && $ref.startsWith('#') ? [placeOf($ref)] : []
  if (kind !== 'schema') return reference
  const lists = ['allOf', 'anyOf', 'oneOf', 'dependentSchemas'].flatMap((keyword) =>
    Object.keys(schema[keyword] ?? {}).map((key) => joinPointer(pointer, keyword, key)),
  )
  const single = ['not', 'if', 'then', 'else'].filter((keyword) => schema[keyword] !== undefined)
  return [...reference, ...lists, ...single.map((keyword) => joinPointer(pointer, keyword))]
}

/** The security schemes that a document or an operation names. */
function schemesOf(part: object, kind: Kind): string[] {
  if (kind !== 'document' && kind !== 'operation') return []
  const { security } = part as Pick<OpenAPIDocument, 'security'>
  return (security ?? []).flatMap((requirement) => Object.keys(requirement))
}

function findCircle(steps: ReadonlyMap<string, readonly string[]>): string | undefined {
  const cleared = new Set<string>()
  const turns = (pointer: string, above: ReadonlySet<string>): boolean => {
    if (above.has(pointer)) return true
    if (cleared.has(pointer)) return false
    const found = (steps.get(pointer) ?? []).some((step) => turns(step, new Set([...above, pointer])))
    if (!found) cleared.add(pointer)
    return found
  }
  return [...steps.keys()].find((pointer) => turns(pointer, new Set()))
}
