import { ConditionError, parseCondition } from '../../criteria.js'
import { entriesOf } from '../entries.js'

/**
 * @import { Oas3Rule } from '@redocly/openapi-core'
 * @import { ResponseObject } from '../../openapi.ts'
 */

/**
 * Every condition of `x-criteria` must be valid.
 *
 * @type {Oas3Rule}
 */
export const criteriaSyntax = () => ({
  Response(node, { location, report }) {
    const response = /** @type {ResponseObject} */ (/** @type {unknown} */ (node))
    for (const [index, { condition }] of entriesOf(response['x-criteria'])) {
      if (typeof condition !== 'string') continue
      try {
        parseCondition(condition)
      } catch (error) {
        if (!(error instanceof ConditionError)) throw error
        report({
          message: `${error.message}\n${condition}\n${' '.repeat(error.position)}^`,
          location: location.child(['x-criteria', index, 'condition']),
          reference: 'openapi/README.md#x-criteria',
        })
      }
    }
  },
})
