import { examplesOf, responsesOf } from '../operation.js'

/**
 * @import { Oas3Rule } from '@redocly/openapi-core'
 * @import { OperationObject } from '../../openapi.ts'
 */

/**
 * Every error response must have examples, and every example a `summary` (when the error occurs) and a `description`
 * (what to do).
 *
 * @type {Oas3Rule}
 */
export const errorExamples = () => ({
  Operation(node, context) {
    for (const [status, response] of responsesOf(context, /** @type {OperationObject} */ (node))) {
      if (!/^[45]/.test(status)) continue
      const examples = examplesOf(context, response)
      if (examples.length === 0 && response.node.content !== undefined) {
        context.report({
          message: `The response \`${status}\` has no named example. Add one for each error.`,
          location: response.location.child('content').key(),
        })
      }
      for (const { name, node: example, location } of examples) {
        for (const [property, meaning] of [
          ['summary', 'when the error occurs'],
          ['description', 'what to do'],
        ]) {
          const text = /** @type {Record<string, unknown>} */ (example)[property ?? '']
          if (typeof text === 'string' && text.trim() !== '') continue
          context.report({
            message: `The example \`${name}\` of \`${status}\` has no \`${property ?? ''}\`: ${meaning ?? ''}.`,
            location: location.key(),
          })
        }
      }
    }
  },
})
