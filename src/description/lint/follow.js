/** @import { UserContext } from '@redocly/openapi-core' */

/**
 * @template T
 * @typedef {{ node: T, location: UserContext['location'] }} Found A part of a description with its location.
 */

/**
 * Returns a part of a description with its references resolved, also into other files; undefined for a reference without
 * a target, which Redocly reports itself.
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
