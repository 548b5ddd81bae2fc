/** The one table of parameter styles and body encodings, for writing and for reading. */
export { decodePathText, isDefinitelyValidSegment, isDelimited, pathPrefix, pathText } from './path.ts'
export { readsBrackets } from './form.ts'
export { exampleValue, serialize } from './parameter.ts'
export type { SentParameter } from './parameter.ts'
export { canCarryBody, canEncode, concreteMediaType, encode, raw, validBody } from './body.ts'
export { parseCandidates } from './parse-candidates.ts'
export { canCarry, partsOf, styleOf } from './style.ts'
