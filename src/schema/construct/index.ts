import type { OptionalValue } from '../optional-value.ts'
import type { ExcludedMark } from '../shape.ts'
import { ValueConstructor } from './constructor.ts'
import type { IsValid } from './values.ts'

/**
 * Constructs a valid value for the schema at `pointer`, with as many of its properties as possible. The result is always
 * the same. Undefined if no valid value was found.
 *
 * @param excludedMark the mark of properties that the value must not have
 * @param isValid whether a value is valid for the schema at a pointer
 * @param variant another number gives another value if possible
 */
export function constructValue(
  document: object,
  pointer: string,
  excludedMark: ExcludedMark,
  isValid: IsValid,
  variant = 0,
): OptionalValue {
  const position = { around: new Set<string>(), depth: 0, variant }
  // Most schemas need no search. It is fast to validate only the whole value.
  for (const validates of [false, true]) {
    const found = new ValueConstructor(document, excludedMark, isValid, validates).construct(
      [pointer],
      position,
    )
    if (found !== undefined && (validates || isValid(pointer, found.value))) return found
  }
  return undefined
}
export { withoutExcluded } from './without-excluded.ts'
