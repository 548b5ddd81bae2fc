import { parseCondition, references } from '../../criteria.js'
import { entriesOf } from '../entries.js'
import { bodiesOf, hasHeader, hasParameter, parametersOf, requestBodyOf, responsesOf } from '../operation.js'
import { schemasAt } from '../schema-at.js'

/**
 * @import { Oas3Rule, UserContext } from '@redocly/openapi-core'
 * @import { Reference } from '../../criteria.js'
 * @import { OperationObject, ParameterObject, ResponseObject, Schema } from '../../openapi.ts'
 * @import { Found } from '../follow.js'
 *
 * @typedef {object} Exchange
 * @property {ParameterObject[]} parameters
 * @property {Found<Schema>[]} request
 * @property {Found<ResponseObject>} response
 */

/**
 * Every expression of `x-criteria` must be described. A misspelt name selects nothing, and two such values are equal.
 *
 * @type {Oas3Rule}
 */
export const criteriaReferences = () => ({
  Operation(node, context) {
    const operation = /** @type {OperationObject} */ (node)
    const parameters = parametersOf(context, operation)
    const request = bodiesOf(requestBodyOf(context, operation))
    for (const response of responsesOf(context, operation).values()) {
      for (const [index, { condition }] of entriesOf(response.node['x-criteria'])) {
        for (const reference of parseReferences(condition)) {
          if (isDescribed(context, reference, { parameters, request, response })) continue
          context.report({
            message: `\`${reference.text}\` is not described.`,
            location: response.location.child(['x-criteria', index, 'condition']),
            reference: 'openapi/README.md#x-criteria',
          })
        }
      }
    }
  },
})

/**
 * Returns an empty list for an invalid condition, which `criteria-syntax` reports.
 *
 * @param {string} condition
 */
function parseReferences(condition) {
  try {
    return references(parseCondition(condition))
  } catch {
    return []
  }
}

/**
 * @param {UserContext} context
 * @param {Reference} reference
 * @param {Exchange} exchange
 */
function isDescribed(context, reference, { parameters, request, response }) {
  switch (reference.kind) {
    case 'status':
    case 'now':
      return true
    case 'parameter':
      return reference.message === 'request'
        ? hasParameter(parameters, reference.part, reference.name)
        : hasHeader(response.node, reference.name)
    case 'body': {
      const bodies = reference.message === 'request' ? request : bodiesOf(response)
      return bodies.some((body) => schemasAt(context, body, reference.pointer).length > 0)
    }
  }
}
