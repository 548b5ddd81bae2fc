import { extensions, objectLabels } from '../extensions.js'

/**
 * @import { Oas3Rule, UserContext } from '@redocly/openapi-core'
 * @import { Place } from '../extensions.js'
 */

/**
 * Where our extensions stand, no other `x-` key does: a misspelt one would be passed over in silence. The option
 * `allow` lists those that other tools read.
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
    return `\`${name}\` stands on ${objectLabels[/** @type {Place} */ (ownObject[0])]}, not on ${objectLabels[objectName]}.`
  }
  const known = allowedNames.map((each) => `\`${each}\``).join(', ')
  return (
    `\`${name}\` is not known on ${objectLabels[objectName]}; there ${allowedNames.length === 1 ? 'is' : 'are'} ${known}. ` +
    'What another tool reads stands in the option `allow` of this rule in redocly.yaml.'
  )
}
