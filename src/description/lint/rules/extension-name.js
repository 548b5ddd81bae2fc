import { extensions, objectLabels } from '../extensions.js'

/**
 * @import { Oas3Rule, UserContext } from '@redocly/openapi-core'
 * @import { Place } from '../extensions.js'
 */

/**
 * Objects that can have our extensions must have no other `x-` key, because a misspelt one would be ignored. The option
 * `allow` lists the keys of other tools.
 *
 * @type {Oas3Rule}
 */
export const extensionName = ({ allow = [] }) =>
  Object.fromEntries(
    Object.keys(extensions).map((objectName) => [
      objectName,
      (/** @type {Record<string, unknown>} */ node, /** @type {UserContext} */ { location, report }) => {
        for (const name of Object.keys(node)) {
          if (!name.startsWith('x-') || /** @type {string[]} */ (allow).includes(name)) continue
          const message = describeProblem(/** @type {Place} */ (objectName), name)
          if (message !== undefined) {
            report({ message, location: location.child(name).key(), reference: 'openapi/README.md' })
          }
        }
      },
    ]),
  )

/**
 * @param {Place} objectName
 * @param {string} name
 */
function describeProblem(objectName, name) {
  /** @type {readonly string[]} */
  const allowedNames = extensions[objectName]
  if (allowedNames.includes(name)) return undefined
  const ownObject = Object.entries(extensions).find(([, names]) =>
    /** @type {readonly string[]} */ (names).includes(name),
  )
  if (ownObject !== undefined) {
    return `\`${name}\` belongs on ${objectLabels[/** @type {Place} */ (ownObject[0])]}, not on ${objectLabels[objectName]}.`
  }
  const known = allowedNames.map((each) => `\`${each}\``).join(', ')
  return (
    `Unknown extension \`${name}\` on ${objectLabels[objectName]}. Supported: ${known}. ` +
    'Add extensions of other tools to the option `allow` of this rule in redocly.yaml.'
  )
}
