import type { Json } from '../json.ts'

/** What the steps of a repair share. */
export interface Repair {
  /** The document before this repair. References are followed in it. */
  readonly document: Json
  /** Whether the description is older than OpenAPI 3.1. */
  readonly isOld: boolean
  /** Pointer now → pointer before. */
  readonly origins: Map<string, string>
  readonly warn: (pointer: string, message: string) => void
}

/** The schemas that forbid properties which are described beside them, found before the repair. */
export interface Closed {
  /** The pointer of a schema whose `additionalProperties: false` is too much → a property that it forbids. */
  readonly forbids: ReadonlyMap<string, string>
  /** The pointers of schemas that allow the properties of all their parts, and no others. */
  readonly wholes: ReadonlySet<string>
}

/** What the repair of one schema needs. */
export interface SchemaRepair {
  readonly document: Json
  readonly pointer: string
  /** Whether the description is older than OpenAPI 3.1. Then the old keywords are correct. */
  readonly isOld: boolean
  /** Pointer now → pointer before. */
  readonly origins: Map<string, string>
  /** The pointers of properties that say of themselves that they are required. */
  readonly selfRequired: Set<string>
  readonly closed: Closed
  readonly warn: (key: string, message: string) => void
}

/** A reference that leads nowhere, or in a circle. */
export interface DanglingReference {
  readonly pointer: string
  readonly keyword: '$ref' | '$dynamicRef'
  /** The target, as it is written. */
  readonly ref: string
  readonly problem: 'no target' | 'wrong kind' | 'circular'
}
