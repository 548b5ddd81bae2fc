/** Compiles patterns so that no text takes long, and generates matching texts. */
export { compileFor } from './engine.ts'
export type { Engine, Pattern } from './engine.ts'
export { TooLongText } from './linear.ts'
export { textMatching, textsMatching } from './generate.ts'
export { parsePattern } from './syntax.ts'
export type { Node } from './syntax.ts'
export type { Range } from './characters.ts'
export { lengthsOf } from './lengths.ts'
