/** @import { Condition, Reference } from './condition.js' */

/**
 * Returns the expressions of a condition, in their order.
 *
 * @param {Condition} condition
 * @returns {Reference[]}
 */
export function references(condition) {
  switch (condition.kind) {
    case 'or':
    case 'and':
      return [...references(condition.left), ...references(condition.right)]
    case 'not':
      return references(condition.condition)
    case 'compare':
      return [condition.left, condition.right].filter((operand) => operand.kind !== 'literal')
    case 'truth':
      return condition.operand.kind === 'literal' ? [] : [condition.operand]
  }
}
