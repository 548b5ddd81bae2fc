import { isDeepStrictEqual } from 'node:util'
import { get, isRecord, refToPointer } from '../../schema/index.ts'
import type { Json } from '../json.ts'

/** How many keywords are compared. A description may have thousands of alternatives. */
const MAX_KEYWORDS = 20_000

/** How many references in a row are followed, and how deep schemas are compared. */
const MAX_DEPTH = 20

/** Keywords that allow and forbid nothing. */
const ANNOTATION =
  /^(?:title|description|summary|default|deprecated|examples?|xml|externalDocs|discriminator|\$comment|x-(?!nullable$).*)$/

/** Keywords whose greater value allows less, and those whose smaller value does. */
const LOWER_BOUND = /^min(?:imum|Length|Items|Properties)$/
const UPPER_BOUND = /^max(?:imum|Length|Items|Properties)$/

/** Compares what schemas allow. */
export class Comparison {
  private readonly document: Json
  private count = 0

  constructor(document: Json) {
    this.document = document
  }

  /** Whether so much was compared that the rest is taken as different. */
  get isExhausted(): boolean {
    return this.count > MAX_KEYWORDS
  }

  /** Returns whether all values of one schema are surely values of another one. */
  isWithin(narrow: unknown, wide: unknown, depth = 0): boolean {
    const [one, other] = [this.resolved(narrow), this.resolved(wide)]
    if (one === undefined || other === undefined || depth > MAX_DEPTH || this.isExhausted) return false
    if (one === other) return true
    const keywords = constraints(other)
    this.count += 1 + keywords.length
    // Before OpenAPI 3.1, `nullable` widens a schema.
    if (isNullable(one) && !isNullable(other)) return false
    if (keywords.every((keyword) => this.implies(one, other, keyword, depth))) return true
    const { allOf } = one
    return Array.isArray(allOf) && allOf.some((part) => this.isWithin(part, other, depth + 1))
  }

  /** Whether one schema demands at least what a keyword of another one demands. */
  private implies(one: Json, other: Json, keyword: string, depth: number): boolean {
    const [mine, wanted] = [one[keyword], other[keyword]]
    if (keyword === 'enum') return isSubset(listed(one), wanted)
    if (keyword === 'type') return isSubset(typesOf(mine), withInteger(typesOf(wanted)))
    if (keyword === 'allOf')
      return Array.isArray(wanted) && wanted.every((part) => this.isWithin(one, part, depth + 1))
    if (/Properties$/.test(keyword) && allowsAll(wanted)) return true
    if (keyword === 'properties') return this.hasProperties(mine ?? {}, wanted, depth)
    if (mine === undefined) return false
    if (keyword === 'required') return isSubset(wanted, mine)
    if (keyword === 'items') return one['prefixItems'] === undefined && this.isWithin(mine, wanted, depth + 1)
    if (LOWER_BOUND.test(keyword)) return isAtLeast(mine, wanted)
    if (UPPER_BOUND.test(keyword)) return isAtLeast(wanted, mine)
    // What is left over for them depends on the names of the properties.
    if (/^(?:additional|unevaluated)Properties$/.test(keyword) && !hasNoOtherNames(one, other)) return false
    this.count += Array.isArray(wanted) ? wanted.length : 0
    return isDeepStrictEqual(mine, wanted)
  }

  private hasProperties(mine: unknown, wanted: unknown, depth: number): boolean {
    if (!isRecord(mine) || !isRecord(wanted)) return false
    return Object.keys(wanted).every((name) => {
      this.count += 1
      if (!Object.hasOwn(mine, name)) return constraints(wanted[name]).length === 0
      return this.isWithin(mine[name], wanted[name], depth + 1)
    })
  }

  /** Returns the target of a schema that is only a reference. */
  private resolved(schema: unknown): Json | undefined {
    let current = schema
    for (let count = 0; count < MAX_DEPTH; count += 1) {
      if (!isRecord(current)) return undefined
      const { $ref } = current
      if (typeof $ref !== 'string' || constraints(current).length > 1) return current
      if (!$ref.startsWith('#')) return undefined
      current = get(this.document, refToPointer($ref))
    }
    return undefined
  }
}

/** Returns the keywords of a schema that allow or forbid something. */
function constraints(schema: unknown): string[] {
  return isRecord(schema)
    ? Object.keys(schema).filter((keyword) => !ANNOTATION.test(keyword) && !/^(?:x-)?nullable$/.test(keyword))
    : ['not a schema']
}

function isNullable(schema: Json): boolean {
  return schema['nullable'] === true || schema['x-nullable'] === true
}

/** Whether a schema for other properties allows everything. */
function allowsAll(schema: unknown): boolean {
  return schema === true || constraints(schema).length === 0
}

/** Whether a schema describes no property that another one does not describe. */
function hasNoOtherNames(one: Json, other: Json): boolean {
  const { properties: mine = {} } = one
  const { properties: others = {} } = other
  if (!isRecord(mine) || !isRecord(others)) return false
  return (
    isSubset(Object.keys(mine), Object.keys(others)) &&
    isDeepStrictEqual(one['patternProperties'], other['patternProperties'])
  )
}

function listed(schema: Json): unknown {
  return Object.hasOwn(schema, 'const') ? [schema['const']] : schema['enum']
}

function typesOf(type: unknown): unknown {
  return type === undefined ? undefined : [type].flat()
}

function withInteger(types: unknown): unknown {
  return Array.isArray(types) && types.includes('number') ? [...(types as unknown[]), 'integer'] : types
}

/** Whether each value of a list is in another one. Objects count as different. */
function isSubset(some: unknown, all: unknown): boolean {
  if (!Array.isArray(some) || !Array.isArray(all)) return false
  const known = new Set<unknown>(all)
  return some.every((value) => known.has(value))
}

function isAtLeast(greater: unknown, smaller: unknown): boolean {
  return typeof greater === 'number' && typeof smaller === 'number' && greater >= smaller
}
