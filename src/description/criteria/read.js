/** @import { Operand } from './condition.js' */

/**
 * @typedef {object} ExchangeContext The exchange that a condition reads.
 * @property {number} statusCode
 * @property {{ path?: Texts, query?: Texts, header?: Texts, body?: unknown }} request the body decoded
 * @property {{ header?: Texts, body?: unknown }} response
 * @property {{ from: number, to: number }} now the earliest and latest time of the exchange, in Unix seconds; `$now`
 *   equals every second between
 *
 * @typedef {{ readonly [name: string]: string | undefined }} Texts
 */

/**
 * Returns the value of an operand; null if it selects nothing.
 *
 * @param {Operand} operand
 * @param {ExchangeContext} context
 * @returns {unknown}
 */
export function read(operand, context) {
  switch (operand.kind) {
    case 'literal':
      return operand.value
    case 'status':
      return context.statusCode
    case 'now':
      return context.now
    case 'body':
      return select(context[operand.message].body, operand.pointer)
    case 'parameter': {
      /** @type {ExchangeContext['request']} */
      const message = context[operand.message]
      return find(message[operand.part] ?? {}, operand.name, operand.part === 'header')
    }
  }
}

/**
 * @param {Texts} texts
 * @param {string} name
 * @param {boolean} ignoreCase header names are case-insensitive (RFC 9110, section 5.1)
 */
function find(texts, name, ignoreCase) {
  const matches = ignoreCase
    ? (/** @type {string} */ other) => other.toLowerCase() === name.toLowerCase()
    : (/** @type {string} */ other) => other === name
  return Object.entries(texts).find(([key]) => matches(key))?.[1] ?? null
}

/**
 * Pointers of conditions → their tokens.
 *
 * @type {Map<string, string[]>}
 */
const known = new Map()

/** @param {string} pointer */
function tokensOf(pointer) {
  let tokens = known.get(pointer)
  if (tokens === undefined) {
    const escaped = pointer.split('/').slice(1)
    tokens = escaped.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    known.set(pointer, tokens)
  }
  return tokens
}

/**
 * Returns the value that a JSON Pointer (RFC 6901) selects; null if it selects nothing.
 *
 * @param {unknown} value
 * @param {string} pointer
 * @returns {unknown}
 */
function select(value, pointer) {
  for (const key of tokensOf(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null
    value = /** @type {Record<string, unknown>} */ (value)[key]
  }
  return value ?? null
}
