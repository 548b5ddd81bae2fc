import { ConditionError } from './error.js'
import { tokenize } from './tokens.js'

/** @import { Condition, Operand } from './condition.js' */

/**
 * Reads a condition. `!` binds tightest, then comparisons, `&&`, `||`.
 *
 * @param {string} text
 * @returns {Condition}
 * @throws {ConditionError}
 * @example parseCondition('$statusCode == 200 && $response.body#/id == $request.path.id')
 */
export function parseCondition(text) {
  const tokens = tokenize(text)
  let next = 0
  const peek = () => tokens[next]
  /** @param {string} symbol */
  const accept = (symbol) => {
    const token = peek()
    if (token?.kind !== 'symbol' || token.symbol !== symbol) return false
    next += 1
    return true
  }

  /** @param {string} expected @returns {never} */
  const fail = (expected) => {
    const token = peek()
    const found = token === undefined ? 'the end' : `\`${token.text}\``
    throw new ConditionError(`Expected ${expected}, found ${found}.`, token?.position ?? text.length)
  }

  /** @returns {Condition} */
  const or = () => {
    let left = and()
    while (accept('||')) left = { kind: 'or', left, right: and() }
    return left
  }

  /** @returns {Condition} */
  const and = () => {
    let left = not()
    while (accept('&&')) left = { kind: 'and', left, right: not() }
    return left
  }

  /** @returns {Condition} */
  const not = () => {
    if (accept('!')) return { kind: 'not', condition: not() }
    if (accept('(')) {
      const inner = or()
      if (!accept(')')) fail('`)`')
      return inner
    }
    return comparison()
  }

  /** @returns {Condition} */
  const comparison = () => {
    const left = operand()
    const token = peek()
    if (token?.kind !== 'operator') return { kind: 'truth', operand: left }
    next += 1
    return { kind: 'compare', operator: token.operator, left, right: operand() }
  }

  /** @returns {Operand} */
  const operand = () => {
    const token = peek()
    if (token?.kind !== 'operand') return fail('an expression or a literal')
    next += 1
    return token.operand
  }

  const condition = or()
  if (next < tokens.length) fail('`&&`, `||` or the end')
  return condition
}
