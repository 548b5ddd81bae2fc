import { ConditionError } from './error.js'

/**
 * @import { Operand, Operator, Reference } from './condition.js'
 *
 * @typedef {{ kind: 'symbol', symbol: string }
 *   | { kind: 'operator', operator: Operator }
 *   | { kind: 'operand', operand: Operand }} Meaning
 * @typedef {Meaning & { text: string, position: number }} Token
 */

const SPACE = /\s*/y

/**
 * What a token can be: its pattern, and what a text that matches it means. A text that means nothing is no token.
 *
 * @type {ReadonlyArray<readonly [RegExp, (text: string, position: number) => Meaning | undefined]>}
 */
const MEANINGS = [
  [/&&|\|\||[()]|!(?!=)/y, (text) => ({ kind: 'symbol', symbol: text })],
  [/[=!<>]=|[<>]/y, (text) => ({ kind: 'operator', operator: /** @type {Operator} */ (text) })],
  [/\$[^\s()=!<>&|]*/y, (text, position) => ({ kind: 'operand', operand: reference(text, position) })],
  [/-?\d+(\.\d+)?([eE][+-]?\d+)?(?![\w.])/y, (text) => literal(Number(text))],
  [/'(?:[^']|'')*'/y, (text) => literal(text.slice(1, -1).replaceAll("''", "'"))],
  [/[A-Za-z_]\w*/y, (text) => (WORDS.has(text) ? literal(WORDS.get(text) ?? null) : undefined)],
]

/** @type {ReadonlyMap<string, boolean | null>} */
const WORDS = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

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
  let position = matchAt(SPACE, text, 0)?.length ?? 0
  while (position < text.length) {
    const token = tokenAt(text, position)
    tokens.push(token)
    position += token.text.length
    position += matchAt(SPACE, text, position)?.length ?? 0
  }
  return tokens
}

/** @param {RegExp} pattern @param {string} text @param {number} position */
function matchAt(pattern, text, position) {
  pattern.lastIndex = position
  return pattern.exec(text)?.[0]
}

/** @param {string} text @param {number} position @returns {Token} */
function tokenAt(text, position) {
  let unknown = text[position] ?? ''
  for (const [pattern, meaningOf] of MEANINGS) {
    const found = matchAt(pattern, text, position)
    if (found === undefined) continue
    const meaning = meaningOf(found, position)
    if (meaning !== undefined) return { ...meaning, text: found, position }
    unknown = found
  }
  throw new ConditionError(`Unexpected \`${unknown}\`. Write strings in single quotes.`, position)
}

/** @param {string | number | boolean | null} value @returns {Meaning} */
function literal(value) {
  return { kind: 'operand', operand: { kind: 'literal', value } }
}

/** @param {string} text @param {number} position @returns {Reference} */
function reference(text, position) {
  const at = { text, position }
  if (text === '$statusCode') return { kind: 'status', ...at }
  if (text === '$now') return { kind: 'now', ...at }
  const body = /^\$(request|response)\.body(?:#((?:\/(?:[^~/]|~[01])*)*))?$/.exec(text)
  if (body !== null) return { kind: 'body', message: messageOf(body[1]), pointer: body[2] ?? '', ...at }
  const parameter = /^\$(?:(request)\.(path|query|header)|(response)\.(header))\.(.+)$/.exec(text)
  if (parameter !== null) {
    const part = /** @type {'path' | 'query' | 'header'} */ (parameter[2] ?? parameter[4])
    const message = messageOf(parameter[1] ?? parameter[3])
    return { kind: 'parameter', message, part, name: parameter[5] ?? '', ...at }
  }
  throw new ConditionError(`\`${text}\` is not a runtime expression.`, position)
}

/** @param {string | undefined} word */
function messageOf(word) {
  return word === 'request' ? /** @type {const} */ ('request') : /** @type {const} */ ('response')
}
