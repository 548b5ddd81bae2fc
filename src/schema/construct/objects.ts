import { joinPointer } from '../pointer.ts'
import { excludedNames } from '../shape.ts'
import { conjunctionOf, propertySchemas } from './conjunction.ts'
import type { Conjunction } from './conjunction.ts'
import { DEEPEST_OPTIONAL } from './values.ts'
import type { Position, Values } from './values.ts'
import { textCandidates } from './scalars.ts'
import { patternTexts } from './pattern-text.ts'
import { dereference } from '../reference.ts'

/** The largest number of properties that `minProperties` can require. */
const MOST_PROPERTIES = 2000

interface Strategy {
  /** Whether optional properties are included. */
  readonly full: boolean
  readonly variant: number
  /** Whether properties of other alternatives get an invalid value, so that only one alternative is valid. */
  readonly excludesOthers?: boolean
}

const STRATEGIES: readonly Strategy[] = [
  { full: true, variant: 0 },
  { full: false, variant: 0 },
  { full: true, variant: 1 },
  { full: false, variant: 1 },
  { full: true, variant: 0, excludesOthers: true },
  { full: false, variant: 0, excludesOthers: true },
  { full: true, variant: 2 },
  { full: true, variant: 3 },
]

/** Yields objects for a conjunction, the ones with all properties first. */
export function* objectCandidates(
  values: Values,
  conjunction: Conjunction,
  position: Position,
): Generator<Record<string, unknown>, void> {
  for (const strategy of STRATEGIES) {
    if (strategy.full && position.depth > DEEPEST_OPTIONAL) continue
    const object = makeObject(values, conjunction, position, strategy)
    if (object !== undefined) yield object
  }
}

function makeObject(
  values: Values,
  conjunction: Conjunction,
  position: Position,
  strategy: Strategy,
): Record<string, unknown> | undefined {
  const maker = new ObjectMaker(values, conjunction, position, strategy)
  return maker.make()
}

class ObjectMaker {
  private readonly values: Values
  private conjunction: Conjunction
  private readonly position: Position
  private readonly strategy: Strategy
  private readonly object = new Map<string, unknown>()
  private readonly excluded: ReadonlySet<string>

  constructor(values: Values, conjunction: Conjunction, position: Position, strategy: Strategy) {
    this.values = values
    this.conjunction = conjunction
    this.position = position
    this.strategy = strategy
    this.excluded = new Set(
      conjunction.parts.flatMap(({ at }) => [...excludedNames(values.document, at, values.excludedMark)]),
    )
  }

  make(): Record<string, unknown> | undefined {
    const { schemas } = this
    const max = Math.min(Infinity, ...schemas.map(({ maxProperties = Infinity }) => maxProperties))
    const min = Math.max(0, ...schemas.map(({ minProperties = 0 }) => minProperties))
    if (min > Math.min(max, MOST_PROPERTIES)) return undefined
    if (!this.addRequired()) return undefined
    if (this.strategy.full) this.addOptional(max)
    this.addMore(min)
    if (this.strategy.full && this.object.size === 0 && max > 0) this.addMore(1, true)
    if (this.strategy.excludesOthers === true) this.excludeOthers()
    return this.object.size < min || this.object.size > max ? undefined : Object.fromEntries(this.object)
  }

  private get schemas(): readonly Conjunction['parts'][number]['schema'][] {
    return this.conjunction.parts.map(({ schema }) => schema)
  }

  /** Adds all required properties, and those that they require. @returns false if one cannot be made */
  private addRequired(): boolean {
    for (let round = 0; round < 20; round += 1) {
      const missing = this.requiredNames().find((name) => !this.object.has(name))
      if (missing === undefined) return true
      // Several properties can be missing. Each round adds all that are known.
      for (const name of this.requiredNames()) if (!this.object.has(name) && !this.add(name)) return false
    }
    return true
  }

  private requiredNames(): string[] {
    const names = this.schemas.flatMap((schema) => [
      ...(schema.required ?? []),
      ...Object.entries((schema['dependentRequired'] ?? {}) as Record<string, string[]>).flatMap(
        ([name, dependents]) => (this.object.has(name) ? dependents : []),
      ),
    ])
    return [...new Set(names)].filter((name) => !this.excluded.has(name))
  }

  private addOptional(max: number): void {
    const names = new Set(this.schemas.flatMap(({ properties = {} }) => Object.keys(properties)))
    const hasDependents = this.schemas.some(
      ({ dependentRequired, dependentSchemas }) =>
        dependentRequired !== undefined || dependentSchemas !== undefined,
    )
    for (const name of names) {
      if (this.object.size >= max || this.values.isLarge) return
      if (this.object.has(name) || this.excluded.has(name) || this.isRecursive(name)) continue
      const before = this.object.size
      const { conjunction } = this
      const isAdded = this.add(name) && (!hasDependents || this.addRequired())
      if (isAdded && this.object.size <= max) continue
      for (const added of [...this.object.keys()].slice(before)) this.object.delete(added)
      this.conjunction = conjunction
    }
  }

  /** Whether the schema of a property is one of those around it. */
  private isRecursive(name: string): boolean {
    const pointers = this.schemasOf(name) ?? []
    return pointers.some((pointer) =>
      this.position.around.has(dereference(this.values.document, pointer).pointer),
    )
  }

  /** Adds properties that are not listed by name, until there are `count`. */
  private addMore(count: number, onlyDescribed = false): void {
    for (const name of this.furtherNames(count)) {
      if (this.object.size >= count) return
      if (this.object.has(name) || this.excluded.has(name)) continue
      const pointers = this.schemasOf(name)
      if (pointers === undefined || (onlyDescribed && (pointers.length === 0 || this.isRecursive(name))))
        continue
      this.add(name)
    }
  }

  private *furtherNames(count: number): Generator<string, void> {
    for (const { schema, at } of this.conjunction.parts) {
      yield* Object.keys(schema.properties ?? {})
      for (const pattern of Object.keys(schema.patternProperties ?? {})) {
        for (let variant = 0; variant <= count; variant += 1) {
          const [text] = patternTexts(pattern, { min: 0, max: Infinity }, variant)
          if (text !== undefined) yield text
        }
      }
      if (schema.propertyNames === undefined) continue
      const pointer = joinPointer(at, 'propertyNames')
      for (let variant = 0; variant <= count; variant += 1) {
        const { parts } = conjunctionOf(this.values.document, [pointer], () => 0)
        const schemas = parts.map((part) => part.schema)
        for (const each of schemas)
          for (const name of each.enum ?? []) if (typeof name === 'string') yield name
        const names = [...textCandidates(schemas, variant)]
        const name = names.find((text) => this.values.isValid(pointer, text))
        if (name !== undefined) yield name
      }
    }
    for (let number = 1; number <= count + 20; number += 1) yield `property${number}`
  }

  private schemasOf(name: string): string[] | undefined {
    return propertySchemas(this.conjunction.parts, name, this.values.isValid)
  }

  private add(name: string): boolean {
    const pointers = this.schemasOf(name)
    if (pointers === undefined) return false
    const made = this.valueOf(name, pointers)
    if (made === undefined) return false
    this.object.set(name, made.value)
    this.addDependentSchemas(name)
    return true
  }

  private valueOf(name: string, pointers: readonly string[]): { readonly value: unknown } | undefined {
    const { discriminators } = this.conjunction
    if (discriminators.has(name) && this.strategy.variant === 0) {
      const value = discriminators.get(name)
      if (pointers.every((pointer) => this.values.isValid(pointer, value))) return { value }
    }
    if (pointers.length === 0) return { value: 'string' }
    const { depth, variant, around } = this.position
    return this.values.construct(pointers, {
      around,
      depth: depth + 1,
      variant: variant + this.strategy.variant,
    })
  }

  private addDependentSchemas(name: string): void {
    const pointers = this.conjunction.parts.flatMap(({ schema, at }) =>
      Object.hasOwn(schema['dependentSchemas'] ?? {}, name)
        ? [joinPointer(at, 'dependentSchemas', name)]
        : [],
    )
    if (pointers.length === 0) return
    const { parts } = conjunctionOf(this.values.document, pointers, () => 0)
    this.conjunction = { ...this.conjunction, parts: [...this.conjunction.parts, ...parts] }
  }

  /** Gives a property of each other alternative of `oneOf` a value that the alternative does not allow. */
  private excludeOthers(): void {
    for (const branch of this.conjunction.rejected) {
      const { parts } = conjunctionOf(this.values.document, [branch], () => 0)
      const names = parts.flatMap(({ schema }) => Object.keys(schema.properties ?? {}))
      const free = names.find((name) => !this.object.has(name) && this.schemasOf(name)?.length === 0)
      if (free === undefined) {
        this.excludeByShared(names, parts)
        continue
      }
      const own = propertySchemas(parts, free, this.values.isValid) ?? []
      const wrong = ['string', 0, true, null, []].find(
        (value) => !own.every((pointer) => this.values.isValid(pointer, value)),
      )
      if (wrong !== undefined) this.object.set(free, wrong)
    }
  }

  /** Gives a property that both alternatives describe a value that only the chosen one allows. */
  private excludeByShared(names: readonly string[], others: Conjunction['parts']): void {
    const { depth, variant, around } = this.position
    for (const name of names) {
      const own = this.schemasOf(name)
      const outside = propertySchemas(others, name, this.values.isValid) ?? []
      if (own === undefined || own.length === 0 || outside.length === 0) continue
      const made = this.values.construct(own, { around, variant, depth: depth + 1 }, outside)
      if (made === undefined) continue
      this.object.set(name, made.value)
      return
    }
  }
}
