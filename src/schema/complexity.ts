import { get } from './pointer.ts'
import { refToPointer } from './reference.ts'
import type { Schema } from './schema.ts'
import { subschemas } from './walk.ts'

/** A schema that one part of a value may make a validator evaluate more often than this is too complex. */
const MAX_EVALUATIONS = 100_000

/**
 * Finds schemas that are too complex for a validator without a memory of what it evaluated: 25 schemas that each refer
 * to the next one twice would be evaluated 33 million times. A schema that refers to itself is counted once.
 */
export class Complexity {
  private readonly document: object
  /** The pointer of a schema → how often it and its subschemas are evaluated. Undefined while it is computed. */
  private readonly evaluations = new Map<string, number | undefined>()
  private readonly complex = new Set<string>()

  constructor(document: object) {
    this.document = document
  }

  isTooComplex(pointer: string): boolean {
    if (!this.evaluations.has(pointer)) this.compute(pointer)
    return this.complex.has(pointer)
  }

  /** Computes in a loop, because references may form a chain of thousands. */
  private compute(start: string): void {
    const waiting = [start]
    for (let at = waiting.at(-1); at !== undefined; at = waiting.at(-1)) {
      const schema = get(this.document, at)
      if (this.evaluations.get(at) !== undefined || typeof schema !== 'object' || schema === null) {
        if (!this.evaluations.has(at)) this.evaluations.set(at, 1)
        waiting.pop()
        continue
      }
      const below = partsBelow(schema as Schema, at)
      const unknown = below.map(({ pointer }) => pointer).filter((part) => !this.evaluations.has(part))
      this.evaluations.set(at, undefined)
      if (unknown.length > 0) waiting.push(...new Set(unknown))
      else this.finish(at, below)
    }
  }

  private finish(pointer: string, below: readonly PartBelow[]): void {
    let sum = 1
    const largest = new Map<string, number>()
    for (const { pointer: part, group } of below) {
      const count = this.evaluations.get(part) ?? 1
      if (group === undefined) sum += count
      else largest.set(group, Math.max(largest.get(group) ?? 0, count))
    }
    for (const count of largest.values()) sum += count
    if (sum > MAX_EVALUATIONS) this.complex.add(pointer)
    // A schema that is too complex is not evaluated.
    this.evaluations.set(pointer, sum > MAX_EVALUATIONS ? 1 : sum)
  }
}

const NAMES = /^\/(?:properties\/|(?:additional|unevaluated)Properties$)/
const ITEMS = /^\/(?:prefixItems\/|(?:items|unevaluatedItems)$)/

interface PartBelow {
  readonly pointer: string
  /** Schemas with the same group: only one of them applies to one part of a value. */
  readonly group: string | undefined
}

function partsBelow(schema: Schema, at: string): PartBelow[] {
  const parts = subschemas(schema, at)
    .filter(({ pointer }) => !/^\/(?:\$defs|definitions)\//.test(pointer.slice(at.length)))
    .map(({ pointer }) => {
      const part = pointer.slice(at.length)
      return { pointer, group: NAMES.test(part) ? 'object' : ITEMS.test(part) ? 'array' : undefined }
    })
  const references = [schema.$ref, schema['$dynamicRef']].filter((ref) => typeof ref === 'string')
  return [...parts, ...references.map((ref) => ({ pointer: refToPointer(ref), group: undefined }))]
}
