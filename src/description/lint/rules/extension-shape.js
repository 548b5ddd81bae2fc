import { explain } from '../explain.js'
import { extensions, validatorOf } from '../extensions.js'

/**
 * @import { Oas3Rule, UserContext } from '@redocly/openapi-core'
 * @import { Place } from '../extensions.js'
 */

/**
 * Each of our extensions must be valid for its JSON Schema (`src/description/extensions/`).
 *
 * @type {Oas3Rule}
 */
export const extensionShape = () =>
  Object.fromEntries(
    Object.keys(extensions).map((objectName) => [
      objectName,
      (/** @type {Record<string, unknown>} */ node, /** @type {UserContext} */ context) => {
        check(/** @type {Place} */ (objectName), node, context)
      },
    ]),
  )

/**
 * @param {Place} objectName
 * @param {Record<string, unknown>} node
 * @param {UserContext} context
 */
function check(objectName, node, { location, report }) {
  for (const name of extensions[objectName]) {
    if (node[name] === undefined) continue
    const validate = validatorOf(name)
    if (validate(node[name])) continue
    for (const error of validate.errors ?? []) {
      const problem = explain(error)
      if (problem === undefined) continue
      const at = location.child([name, ...problem.at])
      report({
        message: `\`${name}\`: ${problem.message}`,
        location: problem.onKey ? at.key() : at,
        reference: `openapi/README.md#${name}`,
      })
    }
  }
}
