/** The public part of this folder. */
export { findApi, listApis, outputOf } from './apis.ts'
export type { Api } from './apis.ts'
export { describe } from './description.ts'
export type { Description } from './description.ts'
export { durationInWords, durationMs } from './duration.ts'
export { DescriptionError } from './error.ts'
export type { DescriptionProblem } from './error.ts'
export type * from './openapi.ts'
export type {
  Content,
  Header,
  Located,
  Operation,
  Parameter,
  RequestBody,
  Response,
  SchemaPointer,
  Security,
  SecurityRequirement,
} from './operation.ts'
export {
  covers,
  essence,
  FORM,
  isBinaryType,
  isForm,
  isJson,
  isOctets,
  isRange,
  isText,
  isXml,
  parseMediaType,
} from './media-type.ts'
export { distinct } from './json.ts'
export { METHODS } from './methods.ts'
export { mapParts } from './parts.ts'
export { escapeToken, get, joinPointer, parsePointer, remove, set, unescapeToken } from '../schema/index.ts'
export { isCalledId, isDescribedId, lastDescribedId, needsKnownId } from './identifies.ts'
export { readDescription } from './read.ts'
export { dereference, refToPointer } from '../schema/index.ts'
export { acceptedStatuses, rejectionOf, usualStatuses } from './rejection.ts'
export { exampleOf, isSuccess, responseFor, statusMatches, valuesOfExamples } from './response.ts'
export type { RequestViolation } from './rejection.ts'
export { sourceText } from './source.ts'
export type { Source, SourceMap } from './source.ts'
export { withoutIgnoredHeaders } from './ignored-headers.ts'
export { isPageNumber, isPageOffset, isPageSize, mayBePageSize } from './page-names.ts'
export { isToken } from './token.ts'
export { lintWithRules } from './lint-with-rules.ts'
export type { LintProblem, LintRules } from './lint-project.ts'
export { readYaml } from './yaml.ts'
export { bundleApi } from './bundle.ts'
export type { Bundled } from './bundle.ts'
export type { LoadOptions } from './load/types.ts'
export type { LeftOut } from './repair/left-out.ts'
export { digestOf, sourceDigests, storeSourceMap } from './stored.ts'
export { evaluate, parseCondition, read, references } from './criteria.js'
export { cutLine, LOAD_OPTIONS, readLoadOptions, warningLines } from './load-options.ts'
export { resourcesOf } from './resources.ts'
export type { Producer, Resource, ResourceList, Resources } from './resources.ts'
export { idLinksOf } from './resource-links.ts'
export type { IdLink } from './resource-links.ts'
export { createdId, idPropertyFor } from './resource-id.ts'
export type { CreationExchange, IdSource } from './resource-id.ts'
export { causesFirst, isDangling } from './causes.ts'
export { newLosses } from './losses.ts'
export { settingsFiles } from './settings-files.ts'
