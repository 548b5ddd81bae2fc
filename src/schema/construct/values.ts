import type { OptionalValue } from '../optional-value.ts'
import type { ExcludedMark } from '../shape.ts'

/** Below this depth, only required values are made. */
export const DEEPEST_OPTIONAL = 6

/** The place of a value that is being made. */
export interface Position {
  /** The pointers of the schemas of the values around it. */
  readonly around: ReadonlySet<string>
  readonly depth: number
  /** Equal schemas with different variants get different values if possible. */
  readonly variant: number
}

export type IsValid = (pointer: string, value: unknown) => boolean

/** Makes the values of properties and items. */
export interface Values {
  readonly document: object
  readonly excludedMark: ExcludedMark
  readonly isValid: IsValid
  /** Whether so many values were made that only required ones should follow. */
  readonly isLarge: boolean
  /**
   * Returns a value that is valid for all schemas at `pointers`. Undefined if none was found.
   *
   * @param outside schemas that do not all allow the value
   */
  construct(pointers: readonly string[], position: Position, outside?: readonly string[]): OptionalValue
}
