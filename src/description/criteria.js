/**
 * Conditions on an exchange, in the "simple condition" syntax of Arazzo 1.0 (section "Criterion Object") over the
 * runtime expressions of OpenAPI 3.1, and `$now`. Two things differ from Arazzo: strings are compared case-sensitively,
 * because ids are case-sensitive, and `.` and `[]` on an expression are not supported. Use a JSON Pointer instead.
 *
 * Plain JavaScript, so that the linter can load it without a compiler.
 */

/**
 * @typedef {import('./criteria/condition.js').Condition} Condition
 * @typedef {import('./criteria/condition.js').Reference} Reference
 * @typedef {import('./criteria/read.js').ExchangeContext} ExchangeContext
 */

export { ConditionError } from './criteria/error.js'
export { evaluate } from './criteria/evaluate.js'
export { parseCondition } from './criteria/parse.js'
export { read } from './criteria/read.js'
export { references } from './criteria/references.js'
