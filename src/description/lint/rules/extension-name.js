import { extensions, placeNames } from '../extensions.js'

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
    Object.keys(extensions).map((place) => [
      place,
      (/** @type {Record<string, unknown>} */ node, /** @type {UserContext} */ { location, report }) => {
        for (const name of Object.keys(node)) {
          if (!name.startsWith('x-') || /** @type {string[]} */ (allow).includes(name)) continue
          const message = complaint(/** @type {Place} */ (place), name)
          if (message !== undefined) {
            report({ message, location: location.child(name).key(), reference: 'openapi/README.md' })
          }
        }
      },
    ]),
  )

/**
 * @param {Place} place
 * @param {string} name
 */
function complaint(place, name) {
  /** @type {readonly string[]} */
  const here = extensions[place]
  if (here.includes(name)) return undefined
  const home = Object.entries(extensions).find(([, names]) =>
    /** @type {readonly string[]} */ (names).includes(name),
  )
  if (home !== undefined) {
    return `\`${name}\` stands on ${placeNames[/** @type {Place} */ (home[0])]}, not on ${placeNames[place]}.`
  }
  const known = here.map((each) => `\`${each}\``).join(', ')
  return (
    `\`${name}\` is not known on ${placeNames[place]}; there ${here.length === 1 ? 'is' : 'are'} ${known}. ` +
    'What another tool reads stands in the option `allow` of this rule in redocly.yaml.'
  )
}
