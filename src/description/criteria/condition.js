// The types of a condition.

/**
 * @typedef {'path' | 'query' | 'header' | 'body'} Part
 * @typedef {(
 *   | { kind: 'parameter', message: 'request' | 'response', part: 'path' | 'query' | 'header', name: string }
 *   | { kind: 'body', message: 'request' | 'response', pointer: string }
 *   | { kind: 'status' }
 *   | { kind: 'now' }
 * ) & { text: string, position: number }} Reference An expression: its text and position, and what it reads.
 * @typedef {{ kind: 'literal', value: string | number | boolean | null }} Literal
 * @typedef {Literal | Reference} Operand
 * @typedef {'==' | '!=' | '<' | '<=' | '>' | '>='} Operator
 * @typedef {(
 *   | { kind: 'or' | 'and', left: Condition, right: Condition }
 *   | { kind: 'not', condition: Condition }
 *   | { kind: 'compare', operator: Operator, left: Operand, right: Operand }
 *   | { kind: 'truth', operand: Operand }
 * )} Condition
 */

export {}
