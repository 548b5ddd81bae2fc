import { expectedResponsesOf, examplesOf, responsesOf } from '../operation.js'

/**
 * @import { Oas3Rule } from '@redocly/openapi-core'
 * @import { OperationObject } from '../../openapi.ts'
 */

/**
 * A response that an extension names must exist, and its example, too.
 *
 * @type {Oas3Rule}
 */
export const expectedResponsesExist = () => ({
  Operation(node, context) {
    const operation = /** @type {OperationObject} */ (node)
    const responses = responsesOf(context, operation)
    for (const { expected, path } of expectedResponsesOf(operation)) {
      const response = responses.get(expected.status)
      if (response === undefined) {
        context.report({
          message: `Unknown response \`${expected.status}\`. The responses are ${list([...responses.keys()])}.`,
          location: context.location.child([...path, 'status']),
        })
        continue
      }
      if (expected.example === undefined) continue
      const names = examplesOf(context, response).map(({ name }) => name)
      if (names.includes(expected.example)) continue
      context.report({
        message: `The response \`${expected.status}\` has no example \`${expected.example}\`. Its examples are ${list(names)}.`,
        location: context.location.child([...path, 'example']),
      })
    }
  },
})

/** @param {readonly string[]} names */
function list(names) {
  return names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ')
}
