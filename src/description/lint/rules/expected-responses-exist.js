import { expectedResponsesOf, examplesOf, responsesOf } from '../operation.js'

/**
 * @import { Oas3Rule } from '@redocly/openapi-core'
 * @import { OperationObject } from '../../openapi.ts'
 */

/**
 * An answer that an extension names is there: its status among the responses, its example among that one's examples.
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
          message: `There is no response \`${expected.status}\`; there are ${list([...responses.keys()])}.`,
          location: context.location.child([...path, 'status']),
        })
        continue
      }
      if (expected.example === undefined) continue
      const names = examplesOf(context, response).map(({ name }) => name)
      if (names.includes(expected.example)) continue
      context.report({
        message: `The response \`${expected.status}\` has no example \`${expected.example}\`; it has ${list(names)}.`,
        location: context.location.child([...path, 'example']),
      })
    }
  },
})

/** @param {readonly string[]} names */
function list(names) {
  return names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ')
}
