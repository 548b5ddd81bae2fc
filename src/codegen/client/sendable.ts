import type { Operation, ParameterObject } from '../../description/index.ts'
import { RESERVED } from './reserved.ts'
import { securityOf } from './security.ts'
import type { ClientSource } from './source.ts'
import { typeOf } from './type-of.ts'

/**
 * Makes sure that the client can send what an operation takes: what it cannot is refused here, not sent wrongly there.
 *
 * @throws DescriptionError that says what
 */
export function checkSendable(source: ClientSource, operation: Operation): void {
  for (const { object, pointer } of operation.parameters) {
    const problem = findProblem(source, object)
    if (problem !== undefined) throw source.problem(pointer, problem)
  }
  for (const { object, pointer } of operation.body?.content ?? [])
    for (const { style, explode, contentType } of Object.values(object.encoding ?? {}))
      if ((style ?? 'deepObject') !== 'deepObject' || explode === false || contentType !== undefined)
        throw source.problem(pointer, 'The client sends forms with brackets only: `style: deepObject`.')
  const needed = operation.security.filter((requirement) => requirement.length > 0)
  const scheme = securityOf(source)?.scheme
  if (needed.length > 0 && !needed.some(([only, ...more]) => only?.name === scheme && more.length === 0))
    throw source.problem(
      operation.pointer,
      `The client sends \`${scheme ?? ''}\` alone; this operation does not take that.`,
    )
}

function findProblem(source: ClientSource, object: ParameterObject): string | undefined {
  const { name, required = false, style, explode } = object
  const isScalar = !/array|object/.test(typeOf(source, object.schema))
  switch (object.in) {
    case 'path':
      if (RESERVED.includes(name))
        return `A call has an option \`${name}\` already: rename the path parameter.`
      return isScalar && (style ?? 'simple') === 'simple'
        ? undefined
        : 'The client puts text, numbers and booleans into paths only.'
    case 'query': {
      const usual = typeOf(source, object.schema) === 'object' ? 'deepObject' : 'form'
      return isScalar || ((style ?? 'form') === usual && explode !== false)
        ? undefined
        : 'The client sends lists as `a=1&a=2` and objects as `a[b]=1` only: `explode`, and `form` or `deepObject`.'
    }
    case 'header':
      return isScalar ? undefined : 'The client sends headers of text, numbers and booleans only.'
    case 'cookie':
      return required ? 'The client sends no cookies: a browser adds its own.' : undefined
  }
}
