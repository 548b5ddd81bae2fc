/** The one JSON Schema engine: validates, walks and generates values, by direction (request or response). */
export { excerpt, schemasOf } from './schema-set.ts'
export type { SchemaError, SchemaSet } from './schema-set.ts'
export {
  LONGEST_LIST,
  LONGEST_TEXT,
  exceedsLimits,
  simplestValue,
  textOf,
} from './generate/scalar-example.ts'
export { jsonTypeOf, jsonTypesOf } from './json-types.ts'
export { fastCheck } from './fast-check.ts'
export type { Fc } from './fast-check.ts'
export { multipleOf, wholeBounds } from './generate/number.ts'
export { compilePattern, textMatching } from './pattern.ts'
export { excludedNames, propertiesOf, shapeOf } from './shape.ts'
export type { Shape } from './shape.ts'
export { DEEPEST, itemsOf, simplest } from './generate/simplest.ts'
export { validValue } from './generate/valid.ts'
export type { OptionalValue } from './generate/valid.ts'
