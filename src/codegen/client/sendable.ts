import type { Operation, ParameterObject } from '../../description/index.ts'
import { RESERVED } from './reserved.ts'
import { securityOf } from './security.ts'
import type { ClientSource } from './source.ts'
import { typeOf } from './type-of.ts'

/**
 * Checks that the client can send the parameters, the body and the credentials of an operation.
 *
 * @throws DescriptionError for the first one that it cannot send
 */
export function checkSendable(source: ClientSource, operation: Operation): void {
  for (const { object, pointer } of operation.parameters) {
    const problem = findProblem(source, object)
    if (problem !== undefined) throw source.problem(pointer, problem)
  }
  for (const { object, pointer } of operation.body?.content ?? [])
    for (const { style, explode, contentType } of Object.values(object.encoding ?? {}))
      if ((style ?? 'deepObject') !== 'deepObject' || explode === false || contentType !== undefined)
        throw source.problem(pointer, 'The client sends form fields with `style: deepObject` only.')
  const needed = operation.security.filter((requirement) => requirement.length > 0)
  const scheme = securityOf(source)?.scheme
  if (needed.length > 0 && !needed.some(([only, ...more]) => only?.name === scheme && more.length === 0))
    throw source.problem(
      operation.pointer,
      `The client sends the credential \`${scheme ?? ''}\` only. This operation does not accept it.`,
    )
}

function findProblem(source: ClientSource, object: ParameterObject): string | undefined {
  const { name, required = false, style, explode } = object
  const isScalar = !/array|object/.test(typeOf(source, object.schema))
  switch (object.in) {
    case 'path':
      if (RESERVED.includes(name))
        return `\`${name}\` is the name of a call option. Rename the path parameter.`
      return isScalar && (style ?? 'simple') === 'simple'
        ? undefined
        : 'The client sends path parameters as strings, numbers and booleans with `style: simple` only.'
    case 'query': {
      const supported = typeOf(source, object.schema) === 'object' ? 'deepObject' : 'form'
      return isScalar || ((style ?? 'form') === supported && explode !== false)
        ? undefined
        : 'The client sends arrays as `a=1&a=2` (`style: form`) and objects as `a[b]=1` (`style: deepObject`) only, with `explode: true`.'
    }
    case 'header':
      return isScalar ? undefined : 'The client sends string, number and boolean headers only.'
    case 'cookie':
      return required
        ? 'The client sends no cookies. Remove the cookie parameter, or make it optional.'
        : undefined
  }
}
