/** @import { UserContext } from '@redocly/openapi-core' */

/**
 * @template T
 * @typedef {{ node: T, location: UserContext['location'] }} Found Something of a description, and where it stands.
 */

/**
 * What stands at `location`, with its references followed, also into other files; undefined where one leads nowhere,
 * which Redocly reports itself.
 *
 * @template T
 * @param {UserContext} context
 * @param {unknown} value
 * @param {UserContext['location']} location
 * @returns {Found<T> | undefined}
 */
export function follow(context, value, location) {
  let node = value
  let at = location
  for (let hops = 0; hops < 64 && isReference(node); hops += 1) {
    const resolved = context.resolve(node, at.source.absoluteRef)
    if (resolved.location === undefined) return undefined
    node = resolved.node
    at = resolved.location
  }
  return node === undefined || node === null ? undefined : { node: /** @type {T} */ (node), location: at }
}

/**
 * @param {unknown} value
 * @returns {value is { $ref: string }}
 */
export function isReference(value) {
  return typeof value === 'object' && value !== null && '$ref' in value && typeof value.$ref === 'string'
}
