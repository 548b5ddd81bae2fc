/** @import { Operand } from './condition.js' */

/**
 * @typedef {object} ExchangeContext What a condition is about.
 * @property {number} statusCode
 * @property {{ path?: Texts, query?: Texts, header?: Texts, body?: unknown }} request the body decoded
 * @property {{ header?: Texts, body?: unknown }} response
 * @property {{ from: number, to: number }} now when the exchange happened at the earliest and at the latest, in Unix
 *   seconds; `$now` equals every second between
 *
 * @typedef {{ readonly [name: string]: string | undefined }} Texts
 */

/**
 * The value of an operand; null where it selects nothing.
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
 * @param {boolean} ignoreCase header names are the same in every case (RFC 9110, section 5.1)
 */
function find(texts, name, ignoreCase) {
  const matches = ignoreCase
    ? (/** @type {string} */ other) => other.toLowerCase() === name.toLowerCase()
    : (/** @type {string} */ other) => other === name
  return Object.entries(texts).find(([key]) => matches(key))?.[1] ?? null
}

/**
 * What a JSON Pointer (RFC 6901) selects; null where there is nothing.
 *
 * @param {unknown} value
 * @param {string} pointer
 * @returns {unknown}
 */
function select(value, pointer) {
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null
    value = /** @type {Record<string, unknown>} */ (value)[key]
  }
  return value ?? null
}
