import { isDeepStrictEqual } from 'node:util'
import { read } from './read.js'

/**
 * @import { Condition, Operand, Operator } from './condition.js'
 * @import { ExchangeContext } from './read.js'
 */

/**
 * Whether an exchange meets a condition. An expression that selects nothing is null. A parameter or a header is text; it
 * is compared to the text of a number or a boolean. Values without an order are neither less nor greater.
 *
 * @param {Condition} condition
 * @param {ExchangeContext} context
 * @returns {boolean}
 */
export function evaluate(condition, context) {
  switch (condition.kind) {
    case 'or':
      return evaluate(condition.left, context) || evaluate(condition.right, context)
    case 'and':
      return evaluate(condition.left, context) && evaluate(condition.right, context)
    case 'not':
      return !evaluate(condition.condition, context)
    case 'truth': {
      const value = read(condition.operand, context)
      return value !== null && value !== false
    }
    case 'compare':
      return compare(condition.operator, condition.left, condition.right, context)
  }
}

/**
 * @param {Operator} operator
 * @param {Operand} leftOperand
 * @param {Operand} rightOperand
 * @param {ExchangeContext} context
 * @returns {boolean}
 */
function compare(operator, leftOperand, rightOperand, context) {
  const left = interval(leftOperand, context)
  const right = interval(rightOperand, context)
  switch (operator) {
    case '==':
      return equal(left, right, leftOperand, rightOperand)
    case '!=':
      return !equal(left, right, leftOperand, rightOperand)
    case '<':
      return ordered(left.from, right.to, (a, b) => a < b)
    case '<=':
      return ordered(left.from, right.to, (a, b) => a <= b)
    case '>':
      return ordered(left.to, right.from, (a, b) => a > b)
    case '>=':
      return ordered(left.to, right.from, (a, b) => a >= b)
  }
}

/**
 * Returns the range of an operand. `$now` is a range of time, every other value a range of one value. A comparison is
 * true if it is true for any value in the range.
 *
 * @param {Operand} operand
 * @param {ExchangeContext} context
 * @returns {{ from: unknown, to: unknown }}
 */
function interval(operand, context) {
  if (operand.kind === 'now') return context.now
  const value = read(operand, context)
  return { from: value, to: value }
}

/**
 * @param {{ from: unknown, to: unknown }} left
 * @param {{ from: unknown, to: unknown }} right
 * @param {Operand} leftOperand
 * @param {Operand} rightOperand
 */
function equal(left, right, leftOperand, rightOperand) {
  if (leftOperand.kind === 'now' || rightOperand.kind === 'now') {
    return ordered(left.from, right.to, (a, b) => a <= b) && ordered(right.from, left.to, (a, b) => a <= b)
  }
  if (leftOperand.kind === 'parameter') return isDeepStrictEqual(left.from, asText(right.from))
  if (rightOperand.kind === 'parameter') return isDeepStrictEqual(asText(left.from), right.from)
  return isDeepStrictEqual(left.from, right.from)
}

/** @param {unknown} value */
function asText(value) {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
}

/**
 * Numbers in texts, such as those of two headers, have the order of numbers.
 *
 * @param {unknown} left
 * @param {unknown} right
 * @param {(a: number | string, b: number | string) => boolean} predicate
 */
function ordered(left, right, predicate) {
  const a = asNumber(left)
  const b = asNumber(right)
  if (a !== undefined && b !== undefined) return predicate(a, b)
  return typeof left === 'string' && typeof right === 'string' && predicate(left, right)
}

/** @param {unknown} value */
function asNumber(value) {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined
}
