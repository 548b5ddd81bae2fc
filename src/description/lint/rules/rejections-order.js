import { entriesOf } from '../entries.js'

/**
 * @import { Oas3Rule } from '@redocly/openapi-core'
 * @import { OperationObject, Rejection } from '../../openapi.ts'
 */

/**
 * Every entry of `x-rejections` must be reachable: no earlier entry may match everything that it matches.
 *
 * @type {Oas3Rule}
 */
export const rejectionsOrder = () => ({
  Operation(node, { location, report }) {
    const rejections = entriesOf(/** @type {OperationObject} */ (node)['x-rejections'])
    for (const [index, rejection] of rejections) {
      const earlier = rejections.find(([other, general]) => other < index && covers(general, rejection))
      if (earlier === undefined) continue
      report({
        message: `This entry is unreachable: entry ${earlier[0]} of \`x-rejections\` matches first.`,
        location: location.child(['x-rejections', index]),
        reference: 'openapi/README.md#x-rejections',
      })
    }
  },
})

/**
 * @param {Rejection} general
 * @param {Rejection} special
 */
function covers(general, special) {
  return (
    general.in === special.in &&
    (general.name === undefined || general.name === special.name) &&
    (general.keyword === undefined || general.keyword === special.keyword) &&
    (general.pointer === undefined || `${special.pointer ?? ''}/`.startsWith(`${general.pointer}/`))
  )
}
