import { parametersOf } from '../operation.js'

/**
 * @import { Oas3Rule } from '@redocly/openapi-core'
 * @import { OperationObject } from '../../openapi.ts'
 */

/**
 * Each template of a path must be a parameter of its operations, and each path parameter a template, for names of any
 * characters. Redocly's rule supports only some of them.
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
                (name) =>
                  `The path \`${path}\` has \`{${name ?? ''}}\`, but the operation has no such path parameter.`,
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
