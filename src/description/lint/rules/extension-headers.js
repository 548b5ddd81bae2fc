import { hasHeader, hasParameter, parametersOf, responsesOf } from '../operation.js'

/**
 * @import { Oas3Rule } from '@redocly/openapi-core'
 * @import { OpenAPIDocument, OperationObject } from '../../openapi.ts'
 */

/**
 * A header that an extension names must be described: as a parameter for requests, or as a header of a response.
 *
 * @type {Oas3Rule}
 */
export const extensionHeaders = () => {
  /** The headers that the root names and that no operation has so far. @type {Map<string, { name: string, isRequest: boolean }>} */
  const missing = new Map()
  return {
    Root: {
      enter(node) {
        const root = /** @type {OpenAPIDocument} */ (/** @type {unknown} */ (node))
        const { 'x-version': version, 'x-request-id': requestId } = root
        if (typeof version?.header === 'string')
          missing.set('x-version', { name: version.header, isRequest: true })
        if (typeof requestId?.header === 'string') {
          missing.set('x-request-id', { name: requestId.header, isRequest: false })
        }
      },
      leave(_, { report, location }) {
        for (const [extension, { name, isRequest }] of missing) {
          report({
            message: isRequest
              ? `No operation has a header parameter \`${name}\`.`
              : `No response has a header \`${name}\`.`,
            location: location.child([extension, 'header']),
          })
        }
      },
    },
    Operation(node, context) {
      const operation = /** @type {OperationObject} */ (node)
      const parameters = parametersOf(context, operation)
      const responses = [...responsesOf(context, operation).values()]
      /** @param {string} name */
      const hasResponseHeader = (name) => responses.some((response) => hasHeader(response.node, name))
      for (const [extension, { name, isRequest }] of missing) {
        if (isRequest ? hasParameter(parameters, 'header', name) : hasResponseHeader(name))
          missing.delete(extension)
      }
      const idempotency = operation['x-idempotency']
      const at = context.location.child('x-idempotency')
      if (
        typeof idempotency?.header === 'string' &&
        !hasParameter(parameters, 'header', idempotency.header)
      ) {
        context.report({
          message: `The operation has no header parameter \`${idempotency.header}\`.`,
          location: at.child('header'),
        })
      }
      for (const name of Object.keys(idempotency?.replay?.headers ?? {})) {
        if (hasResponseHeader(name)) continue
        context.report({
          message: `No response of the operation has a header \`${name}\`.`,
          location: at.child(['replay', 'headers', name]).key(),
        })
      }
      const directive = idempotency?.retry?.directive
      if (directive !== undefined && !hasResponseHeader(directive)) {
        context.report({
          message: `No response of the operation has a header \`${directive}\`.`,
          location: at.child(['retry', 'directive']),
        })
      }
    },
  }
}
