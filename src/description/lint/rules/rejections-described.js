import { entriesOf } from '../entries.js'
import { follow } from '../follow.js'
import { bodiesOf, hasParameter, parametersOf, requestBodyOf } from '../operation.js'
import { schemasAt } from '../schema-at.js'

/**
 * @import { Oas3Rule, UserContext } from '@redocly/openapi-core'
 * @import { OpenAPIDocument, OperationObject, Rejection, SecurityScheme } from '../../openapi.ts'
 * @import { Found } from '../follow.js'
 */

/**
 * The subject of an entry of `x-rejections` must exist: the parameter, the part of the body, the rejected credentials.
 *
 * @type {Oas3Rule}
 */
export const rejectionsDescribed = () => {
  /** @type {Found<OpenAPIDocument> | undefined} */
  let root
  return {
    Root(node, { location }) {
      root = { node: /** @type {OpenAPIDocument} */ (/** @type {unknown} */ (node)), location }
    },
    Operation(node, context) {
      const operation = /** @type {OperationObject} */ (node)
      for (const [index, rejection] of entriesOf(operation['x-rejections'])) {
        const problem = findProblem(context, operation, rejection, root)
        if (problem === undefined) continue
        const at = context.location.child(['x-rejections', index])
        context.report({ message: problem.message, location: at.child(problem.key) })
      }
    },
  }
}

/**
 * @param {UserContext} context
 * @param {OperationObject} operation
 * @param {Rejection} rejection
 * @param {Found<OpenAPIDocument> | undefined} root
 * @returns {{ message: string, key: keyof Rejection } | undefined}
 */
function findProblem(context, operation, { in: location, name, pointer, keyword }, root) {
  switch (location) {
    case 'path':
    case 'query':
    case 'header':
    case 'cookie': {
      const parameters = parametersOf(context, operation)
      if (name === undefined) {
        const exists = parameters.some((parameter) => parameter.in === location)
        return exists ? undefined : { message: `The operation has no ${location} parameter.`, key: 'in' }
      }
      return hasParameter(parameters, location, name)
        ? undefined
        : { message: `The operation has no ${location} parameter \`${name}\`.`, key: 'name' }
    }
    case 'body': {
      const bodies = bodiesOf(requestBodyOf(context, operation))
      if (bodies.length === 0) return { message: 'The operation has no request body.', key: 'in' }
      const described = bodies.some((body) => schemasAt(context, body, String(pointer ?? '')).length > 0)
      return described
        ? undefined
        : { message: `The request body has no \`${pointer ?? ''}\`.`, key: 'pointer' }
    }
    case 'security': {
      const schemes = schemesOf(context, operation, root)
      if (schemes.length === 0) return { message: 'The operation requires no credentials.', key: 'in' }
      const known = ['missing', 'malformed', 'wrong', ...schemes.flatMap(rejectedKeywords)]
      return keyword === undefined || known.includes(keyword)
        ? undefined
        : {
            message: `No security scheme of the operation rejects \`${keyword}\`. Known: ${known
              .map((each) => `\`${each}\``)
              .join(', ')}.`,
            key: 'keyword',
          }
    }
    case 'route':
    case 'method':
      return undefined
  }
}

/** @param {SecurityScheme} scheme */
function rejectedKeywords(scheme) {
  return (scheme['x-credentials']?.rejected ?? []).map(({ keyword }) => keyword)
}

/**
 * @param {UserContext} context
 * @param {OperationObject} operation
 * @param {Found<OpenAPIDocument> | undefined} root
 * @returns {SecurityScheme[]}
 */
function schemesOf(context, operation, root) {
  const schemes = root?.node.components?.['securitySchemes'] ?? {}
  return (operation.security ?? root?.node.security ?? []).flatMap((alternative) =>
    Object.keys(alternative).flatMap((name) => {
      /** @type {Found<SecurityScheme> | undefined} */
      const found = follow(context, schemes[name], root?.location ?? context.location)
      return found === undefined ? [] : [found.node]
    }),
  )
}
