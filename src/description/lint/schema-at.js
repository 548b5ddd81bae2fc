import { follow, isReference } from './follow.js'

/**
 * @import { UserContext } from '@redocly/openapi-core'
 * @import { Schema } from '../openapi.ts'
 * @import { Found } from './follow.js'
 */

/**
 * Returns the schemas for the part of a value that a JSON Pointer selects: several for `allOf`, `anyOf` or `oneOf`, an
 * empty list if the schema does not describe that part.
 *
 * @param {UserContext} context
 * @param {Found<Schema> | undefined} schema
 * @param {string} pointer
 * @returns {Found<Schema>[]}
 */
export function schemasAt(context, schema, pointer) {
  let found = schema === undefined ? [] : flatten(context, schema, new Set())
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~')
    found = found.flatMap((each) =>
      childSchemas(each, key).flatMap((child) => flatten(context, child, new Set())),
    )
  }
  return found
}

/**
 * Returns a schema and the schemas that it is composed of.
 *
 * @param {UserContext} context
 * @param {Found<Schema>} schema
 * @param {Set<Schema>} seen the schemas so far, because a schema can contain itself
 * @returns {Found<Schema>[]}
 */
function flatten(context, { node, location }, seen) {
  if (typeof node !== 'object' || node === null || seen.has(node)) return []
  seen.add(node)
  /** @type {Found<Schema> | undefined} */
  const target = isReference(node) ? follow(context, node, location) : undefined
  const parts = /** @type {const} */ (['allOf', 'anyOf', 'oneOf']).flatMap((keyword) =>
    (node[keyword] ?? []).map((part, index) => ({ node: part, location: location.child([keyword, index]) })),
  )
  return [
    { node, location },
    ...(target === undefined ? [] : flatten(context, target, seen)),
    ...parts.flatMap((part) => flatten(context, part, seen)),
  ]
}

/**
 * @param {Found<Schema>} schema
 * @param {string} key
 * @returns {Found<Schema>[]}
 */
function childSchemas({ node, location }, key) {
  const property = Object.hasOwn(node.properties ?? {}, key) ? node.properties?.[key] : undefined
  if (property !== undefined) return [{ node: property, location: location.child(['properties', key]) }]
  if (/^\d+$/.test(key) && node.items !== undefined)
    return [{ node: node.items, location: location.child('items') }]
  return typeof node.additionalProperties === 'object'
    ? [{ node: node.additionalProperties, location: location.child('additionalProperties') }]
    : []
}
