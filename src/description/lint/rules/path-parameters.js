import { parametersOf } from '../operation.js'

/**
 * @import { Oas3Rule } from '@redocly/openapi-core'
 * @import { OperationObject } from '../../openapi.ts'
 */

/**
 * Each template of a path is a parameter of its operations, and the other way round, whatever characters their names
 * have: Redocly's rule knows some of them only.
 *
 * @type {Oas3Rule}
 */
export const pathParameters = () => {
  let path = ''
  return {
    Paths: {
      PathItem: {
        enter(_, { key }) {
          path = String(key)
        },
        Operation(node, context) {
          const templateNames = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name)
          const parameters = parametersOf(context, /** @type {OperationObject} */ (node))
          const described = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
          const messages = [
            ...templateNames
              .filter((name) => name !== undefined && !described.includes(name))
              .map(
                (name) => `The path \`${path}\` has \`{${name ?? ''}}\`, which is no path parameter here.`,
              ),
            ...described
              .filter((name) => !templateNames.includes(name))
              .map((name) => `The path parameter \`${name}\` is not in the path \`${path}\`.`),
          ]
          for (const message of messages) context.report({ message, location: context.location.key() })
        },
      },
    },
  }
}
