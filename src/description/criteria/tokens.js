import { ConditionError } from './error.js'

/**
 * @import { Operand, Operator, Reference } from './condition.js'
 *
 * @typedef {{ text: string, position: number } & (
 *   | { kind: 'symbol', symbol: string }
 *   | { kind: 'operator', operator: Operator }
 *   | { kind: 'operand', operand: Operand }
 * )} Token
 */

const SPACE = /\s+/y
const SYMBOL = /&&|\|\||[()]|!(?!=)/y
const OPERATOR = /[=!<>]=|[<>]/y
const EXPRESSION = /\$[^\s()=!<>&|]*/y
const NUMBER = /-?\d+(\.\d+)?([eE][+-]?\d+)?(?![\w.])/y
const STRING = /'(?:[^']|'')*'/y
const WORD = /[A-Za-z_]\w*/y

/** @type {Readonly<Record<string, boolean | null>>} */
const WORDS = { true: true, false: false, null: null }

/**
 * Returns the tokens of a condition, without white space.
 *
 * @param {string} text
 * @returns {Token[]}
 * @throws {ConditionError}
 */
export function tokenize(text) {
  /** @type {Token[]} */
  const tokens = []
  let position = 0
  /** @param {RegExp} pattern */
  const match = (pattern) => {
    pattern.lastIndex = position
    return pattern.exec(text)?.[0]
  }
  while (position < text.length) {
    const space = match(SPACE)
    if (space !== undefined) {
      position += space.length
      continue
    }
    const token = next()
    tokens.push(token)
    position += token.text.length
  }
  return tokens

  /** @returns {Token} */
  function next() {
    let found = match(SYMBOL)
    if (found !== undefined) return { kind: 'symbol', symbol: found, text: found, position }
    found = match(OPERATOR)
    if (found !== undefined) {
      return { kind: 'operator', operator: /** @type {Operator} */ (found), text: found, position }
    }
    found = match(EXPRESSION)
    if (found !== undefined) return operand(reference(found), found)
    found = match(NUMBER)
    if (found !== undefined) return operand({ kind: 'literal', value: Number(found) }, found)
    found = match(STRING)
    if (found !== undefined) {
      return operand({ kind: 'literal', value: found.slice(1, -1).replaceAll("''", "'") }, found)
    }
    found = match(WORD)
    const value = found === undefined ? undefined : Object.hasOwn(WORDS, found) ? WORDS[found] : undefined
    if (found !== undefined && value !== undefined) return operand({ kind: 'literal', value }, found)
    throw new ConditionError(
      `Unexpected \`${found ?? text[position] ?? ''}\`. Write strings in single quotes.`,
      position,
    )
  }

  /** @param {Operand} value @param {string} found @returns {Token} */
  function operand(value, found) {
    return { kind: 'operand', operand: value, text: found, position }
  }

  /** @param {string} found @returns {Reference} */
  function reference(found) {
    const at = { text: found, position }
    if (found === '$statusCode') return { kind: 'status', ...at }
    if (found === '$now') return { kind: 'now', ...at }
    const body = /^\$(request|response)\.body(?:#((?:\/(?:[^~/]|~[01])*)*))?$/.exec(found)
    if (body !== null) return { kind: 'body', message: messageOf(body[1]), pointer: body[2] ?? '', ...at }
    const parameter = /^\$(?:(request)\.(path|query|header)|(response)\.(header))\.(.+)$/.exec(found)
    if (parameter !== null) {
      const part = /** @type {'path' | 'query' | 'header'} */ (parameter[2] ?? parameter[4])
      const message = messageOf(parameter[1] ?? parameter[3])
      return { kind: 'parameter', message, part, name: parameter[5] ?? '', ...at }
    }
    throw new ConditionError(`\`${found}\` is not a runtime expression.`, position)
  }

  /** @param {string | undefined} word */
  function messageOf(word) {
    return word === 'request' ? /** @type {const} */ ('request') : /** @type {const} */ ('response')
  }
}
