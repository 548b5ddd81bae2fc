import { entriesOf } from '../entries.js'

/**
 * @import { Oas3Rule } from '@redocly/openapi-core'
 * @import { OperationObject, Refusal } from '../../openapi.ts'
 */

/**
 * Every entry of `x-refusals` can be reached: none stands below one that fits whatever it fits.
 *
 * @type {Oas3Rule}
 */
export const refusalsOrder = () => ({
  Operation(node, { location, report }) {
    const refusals = entriesOf(/** @type {OperationObject} */ (node)['x-refusals'])
    for (const [index, refusal] of refusals) {
      const above = refusals.find(([other, general]) => other < index && covers(general, refusal))
      if (above === undefined) continue
      report({
        message: `This entry is never reached: entry ${above[0]} of \`x-refusals\` fits first.`,
        location: location.child(['x-refusals', index]),
        reference: 'openapi/README.md#x-refusals',
      })
    }
  },
})

/**
 * @param {Refusal} general
 * @param {Refusal} special
 */
function covers(general, special) {
  return (
    general.in === special.in &&
    (general.name === undefined || general.name === special.name) &&
    (general.keyword === undefined || general.keyword === special.keyword) &&
    (general.pointer === undefined || `${special.pointer ?? ''}/`.startsWith(`${general.pointer}/`))
  )
}
