/** The JSON Schema engine: validates and generates values, and walks schemas, for requests or responses. */
export type { Schema, SchemaType } from './schema.ts'
export { escapeToken, get, joinPointer, parsePointer, remove, set } from './pointer.ts'
export { dereference, refToPointer } from './reference.ts'
export { ASSERTIONS, CLOSING_KEYWORDS, isAtKeyword, SUBSCHEMA_KEYWORDS } from './keywords.ts'
export { allSchemas, mapSchema } from './walk.ts'
export type { SchemaAt } from './walk.ts'
export { excerpt, schemasOf, SchemaSet } from './schema-set.ts'
export type { SchemaError } from './schema-set.ts'
export { SchemaValidators } from './schema-validators.ts'
export { makeAjv } from './ajv.ts'
export type { ErrorObject } from 'ajv'
export { CompilableSchemas } from './compilable.ts'
export { MarkedSchemas } from './marked-schemas.ts'
export { FORMAT_FUNCTIONS } from './formats.ts'
export * as runtime from './runtime/index.ts'
export { runtimeFolder } from './runtime-folder.ts'
export { jsonTypeOf, jsonTypesOf } from './json-types.ts'
export { compilePattern, textMatching } from './pattern.ts'
export { excludedNames, propertiesOf, shapeOf } from './shape.ts'
export type { ExcludedMark, Shape } from './shape.ts'
export { fastCheck } from './fast-check.ts'
export type { Fc } from './fast-check.ts'
export {
  LONGEST_LIST,
  LONGEST_TEXT,
  exceedsLimits,
  simplestValue,
  textOf,
} from './generate/scalar-example.ts'
export { multipleOf, wholeBounds } from './generate/number.ts'
export { DEEPEST, itemsOf, simplest } from './generate/simplest.ts'
export { arbitraryOf } from './generate/arbitrary.ts'
export { bodySamples } from './generate/samples.ts'
export { withValue } from './generate/sample.ts'
export type { Sample } from './generate/sample.ts'
export { validValue } from './generate/valid.ts'
export type { OptionalValue } from './generate/valid.ts'
export { constructValue, withoutExcluded } from './construct/index.ts'
