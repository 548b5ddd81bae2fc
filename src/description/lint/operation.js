import { entriesOf } from './entries.js'
import { follow } from './follow.js'

/**
 * @import { UserContext } from '@redocly/openapi-core'
 * @import { ExpectedResponse, ExampleObject, MediaTypeObject, OperationObject, ParameterObject, RequestBodyObject, ResponseObject, Schema } from '../openapi.ts'
 * @import { Found } from './follow.js'
 */

/**
 * Returns the parameters of an operation and of its path.
 *
 * @param {UserContext} context of the visit to the operation
 * @param {OperationObject} operation
 * @returns {ParameterObject[]}
 */
export function parametersOf(context, operation) {
  const path = /** @type {{ parameters?: unknown[] }} */ (context.parent)
  return [...(operation.parameters ?? []), ...(path.parameters ?? [])].flatMap((parameter) => {
    /** @type {Found<ParameterObject> | undefined} */
    const found = follow(context, parameter, context.location)
    return found === undefined ? [] : [found.node]
  })
}

/**
 * Whether an operation has a parameter. Header names are case-insensitive.
 *
 * @param {readonly ParameterObject[]} parameters
 * @param {string} location
 * @param {string} name
 */
export function hasParameter(parameters, location, name) {
  return parameters.some(
    (parameter) =>
      parameter.in === location &&
      (location === 'header' ? sameHeader(parameter.name, name) : parameter.name === name),
  )
}

/**
 * Returns the responses of an operation, by their keys.
 *
 * @param {UserContext} context of the visit to the operation
 * @param {OperationObject} operation
 * @returns {Map<string, Found<ResponseObject>>}
 */
export function responsesOf(context, operation) {
  /** @type {Map<string, Found<ResponseObject>>} */
  const responses = new Map()
  for (const [status, response] of Object.entries(operation.responses ?? {})) {
    /** @type {Found<ResponseObject> | undefined} */
    const found = follow(context, response, context.location.child(['responses', status]))
    if (found !== undefined) responses.set(status, found)
  }
  return responses
}

/**
 * Whether a response has a header.
 *
 * @param {ResponseObject} response
 * @param {string} name
 */
export function hasHeader(response, name) {
  return Object.keys(response.headers ?? {}).some((header) => sameHeader(header, name))
}

/**
 * Compares header names (RFC 9110, section 5.1). A value that is not a string is reported by `extension-shape`.
 *
 * @param {unknown} left
 * @param {unknown} right
 */
function sameHeader(left, right) {
  return String(left).toLowerCase() === String(right).toLowerCase()
}

/**
 * Returns the schemas of a request or a response, one for each media type.
 *
 * @param {Found<{ content?: Record<string, MediaTypeObject> }> | undefined} message
 * @returns {Found<Schema>[]}
 */
export function bodiesOf(message) {
  return Object.entries(message?.node.content ?? {}).flatMap(([mediaType, { schema }]) =>
    schema === undefined || message === undefined
      ? []
      : [{ node: schema, location: message.location.child(['content', mediaType, 'schema']) }],
  )
}

/**
 * @param {UserContext} context of the visit to the operation
 * @param {OperationObject} operation
 * @returns {Found<RequestBodyObject> | undefined}
 */
export function requestBodyOf(context, operation) {
  return follow(context, operation.requestBody, context.location.child('requestBody'))
}

/**
 * Returns the named examples of a response.
 *
 * @param {UserContext} context
 * @param {Found<ResponseObject>} response
 * @returns {(Found<ExampleObject> & { name: string })[]}
 */
export function examplesOf(context, response) {
  return Object.entries(response.node.content ?? {}).flatMap(([mediaType, { examples }]) =>
    Object.entries(examples ?? {}).flatMap(([name, example]) => {
      const exampleLocation = response.location.child(['content', mediaType, 'examples', name])
      /** @type {Found<ExampleObject> | undefined} */
      const found = follow(context, example, exampleLocation)
      return found === undefined ? [] : [{ ...found, name }]
    }),
  )
}

/**
 * Returns every response that the extensions of an operation name, with its path.
 *
 * @param {OperationObject} operation
 * @returns {{ expected: ExpectedResponse, path: (string | number)[] }[]}
 */
export function expectedResponsesOf(operation) {
  /**
   * @param {{ responses?: readonly ExpectedResponse[] } | null | undefined} holder
   * @param {(string | number)[]} path
   */
  const list = (holder, path) =>
    entriesOf(holder?.responses).map(([index, expected]) => ({
      expected,
      path: [...path, 'responses', index],
    }))
  const { 'x-idempotency': idempotency, 'x-lifecycle': lifecycle, 'x-rejections': rejections } = operation
  return [
    ...list(idempotency?.mismatch, ['x-idempotency', 'mismatch']),
    ...list(idempotency?.inProgress, ['x-idempotency', 'inProgress']),
    ...Object.entries(lifecycle?.states ?? {}).flatMap(([state, entry]) =>
      list(entry, ['x-lifecycle', 'states', state]),
    ),
    ...entriesOf(rejections).flatMap(([index, entry]) => list(entry, ['x-rejections', index])),
  ]
}
