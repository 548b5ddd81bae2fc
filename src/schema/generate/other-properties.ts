import { joinPointer } from '../pointer.ts'
import { compileFor, textMatching } from '../pattern/index.ts'
import { partsOf } from '../shape.ts'
import type { Shape } from '../shape.ts'

/** Returns a name for each schema of `patternProperties` and `additionalProperties`, and the pointer of that schema. */
export function otherProperties(document: object, pointer: string, shape: Shape): [string, string][] {
  const { properties, additional } = shape
  const patterns = partsOf(document, pointer).flatMap(({ schema, at }) =>
    Object.keys(schema.patternProperties ?? {}).flatMap((pattern): [string, string][] => {
      const name = textMatching({ pattern })
      if (name === undefined || properties.has(name)) return []
      return [[name, joinPointer(at, 'patternProperties', pattern)]]
    }),
  )
  return [
    ...patterns,
    ...(additional === undefined ? [] : [[unknownName(document, pointer), additional] as [string, string]]),
  ]
}

const UNKNOWN_NAMES = ['undocumented_property', 'UNDOCUMENTED', 'undocumented', '42', '-', 'not a name']

/** Returns the name of a property that a schema does not describe, by no pattern if possible. */
export function unknownName(document: object, pointer: string): string {
  const patterns = partsOf(document, pointer).flatMap(({ schema }) =>
    Object.keys(schema.patternProperties ?? {}),
  )
  const matches = (name: string): boolean =>
    patterns.some((pattern) => compileFor('any', pattern).pattern?.test(name) !== false)
  return UNKNOWN_NAMES.find((name) => !matches(name)) ?? 'undocumented_property'
}
