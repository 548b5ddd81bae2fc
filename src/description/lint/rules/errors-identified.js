import { bodiesOf, responsesOf } from '../operation.js'
import { schemasAt } from '../schema-at.js'

/**
 * @import { Oas3Rule } from '@redocly/openapi-core'
 * @import { OpenAPIDocument, OperationObject } from '../../openapi.ts'
 */

/**
 * Every pointer of `x-errors` must select a property in the body of an error response.
 *
 * @type {Oas3Rule}
 */
export const errorsIdentified = () => {
  /** The pointers that no response has so far, each with its path in the extension. @type {Map<string, (string | number)[]>} */
  const missing = new Map()
  return {
    Root: {
      enter(node) {
        const errors = /** @type {OpenAPIDocument} */ (/** @type {unknown} */ (node))['x-errors']
        const { identifiedBy, message } = errors ?? {}
        for (const [index, pointer] of (Array.isArray(identifiedBy) ? identifiedBy : []).entries()) {
          missing.set(pointer, ['identifiedBy', index])
        }
        if (typeof message === 'string') missing.set(message, ['message'])
      },
      leave(_, { report, location }) {
        for (const [pointer, path] of missing) {
          report({
            message: `No error response has \`${pointer}\` in its body.`,
            location: location.child(['x-errors', ...path]),
            reference: 'openapi/README.md#x-errors',
          })
        }
      },
    },
    Operation(node, context) {
      const responses = [...responsesOf(context, /** @type {OperationObject} */ (node))]
      const bodies = responses
        .filter(([status]) => /^[45d]/.test(status))
        .flatMap(([, response]) => bodiesOf(response))
      for (const pointer of missing.keys()) {
        if (bodies.some((body) => schemasAt(context, body, pointer).length > 0)) missing.delete(pointer)
      }
    },
  }
}
