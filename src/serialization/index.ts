/** The one table of parameter styles and body encodings, for writing and for reading. */
export { STYLES, canCarry, styleOf } from './style.ts'
export type { Style, StyleName } from './style.ts'
export { encodedField, plainText, simpleText } from './field.ts'
export { exampleValue, mayHaveNoFields, queryFields, serialize } from './parameter.ts'
export type { SentParameter } from './parameter.ts'
export { fillPath, isDefinitelyValidSegment, isDelimited, pathPrefix, pathText } from './path.ts'
export {
  readCookieParameter,
  readHeaderParameter,
  readPathParameter,
  readQueryParameter,
} from './read-parameter.ts'
export type { ReadResult } from './read-parameter.ts'
export type { ReceivedField } from './field.ts'
export { propertyNames } from './subschema.ts'
export { encodingStyle, formFields, formText, readForm, readsBrackets, splitFields } from './form.ts'
export { canCarryBody, canEncode, concreteMediaType, encode, raw, validBody } from './body.ts'
export type { Payload } from './body.ts'
export { canCarryMultipart, fileTypesOf, isMultipart } from './multipart.ts'
export { sampleBytes } from './sample-bytes.ts'
export { isAlwaysWritten, missingElements, xmlText } from './xml.ts'
export { isWellFormedXml } from './xml-syntax.ts'
export { possibleTypes } from './possible-types.ts'
export { parseCandidates } from './parse-candidates.ts'
export type { ParseContext } from './typed-value.ts'
export { parseJson } from './json.ts'
export type { ParsedJson } from './json.ts'
export { decodeOrUndefined, percentEncode } from './percent.ts'
export { pathReader } from './path-reader.ts'
export type { PathReader } from './path-reader.ts'
export { compareSpecificity } from './specificity.ts'
