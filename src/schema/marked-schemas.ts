import { get } from './pointer.ts'
import { refToPointer } from './reference.ts'
import type { Schema } from './schema.ts'
import { subschemas } from './walk.ts'

/**
 * Finds schemas that have a mark, contain one with the mark, or refer to one. A schema is explored when it is first
 * needed: most schemas of a large document are not.
 */
export class MarkedSchemas {
  private readonly document: object
  private readonly isMarked: (schema: Schema, pointer: string) => boolean
  private readonly isPart: (pointer: string) => boolean
  private readonly explored = new Set<string>()
  private readonly marked = new Set<string>()
  private readonly parents = new Map<string, string[]>()

  /** @param isPart whether a subschema's mark counts for the schema that contains it */
  constructor(
    document: object,
    isMarked: (schema: Schema, pointer: string) => boolean,
    isPart: (pointer: string) => boolean = () => true,
  ) {
    this.document = document
    this.isMarked = isMarked
    this.isPart = isPart
  }

  has(pointer: string): boolean {
    if (this.explored.has(pointer)) return this.marked.has(pointer)
    const waiting: Below[] = [{ pointer }]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { pointer: at, schema = get(this.document, at) } = next
      if (this.explored.has(at)) continue
      this.explored.add(at)
      if (typeof schema !== 'object' || schema === null) continue
      if (this.isMarked(schema as Schema, at)) this.mark(at)
      for (const below of this.below(schema as Schema, at)) {
        const parents = this.parents.get(below.pointer)
        if (parents === undefined) this.parents.set(below.pointer, [at])
        else parents.push(at)
        if (this.marked.has(below.pointer)) this.mark(at)
        waiting.push(below)
      }
    }
    return this.marked.has(pointer)
  }

  private below(schema: Schema, pointer: string): Below[] {
    const found: Below[] = subschemas(schema, pointer).filter(
      ({ pointer: at }) => !DEFINITION.test(at.slice(pointer.length)) && this.isPart(at),
    )
    for (const reference of [schema.$ref, schema['$dynamicRef']])
      if (typeof reference === 'string') found.push({ pointer: refToPointer(reference) })
    return found
  }

  private mark(pointer: string): void {
    const waiting = [pointer]
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (this.marked.has(at)) continue
      this.marked.add(at)
      waiting.push(...(this.parents.get(at) ?? []))
    }
  }
}

/** A subschema, or the target of a reference, which is looked up when it is explored. */
interface Below {
  readonly pointer: string
  readonly schema?: unknown
}

/** A definition counts for the schemas that refer to it, not for the schema that contains it. */
const DEFINITION = /^\/(?:\$defs|definitions)\//
