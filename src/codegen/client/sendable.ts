import type { Operation, Parameter } from '../../description/index.ts'
import { styleOf } from '../../serialization/index.ts'
import type { Style } from '../../serialization/index.ts'
import { typesOf } from './field-styles.ts'
import { RESERVED } from './reserved.ts'
import { securityOf } from './security.ts'
import type { ClientSource } from './source.ts'

/**
 * Checks that the client can send the parameters, the body and the credentials of an operation.
 *
 * @throws DescriptionError for the first one that it cannot send
 */
export function checkSendable(source: ClientSource, operation: Operation): void {
  for (const parameter of operation.parameters) {
    const problem = findProblem(source, parameter)
    if (problem !== undefined) throw source.problem(parameter.pointer, problem)
  }
  const needed = operation.security.filter((requirement) => requirement.length > 0)
  const scheme = securityOf(source)?.scheme
  if (needed.length > 0 && !needed.some(([only, ...more]) => only?.name === scheme && more.length === 0))
    throw source.problem(
      operation.pointer,
      `The client sends the credential \`${scheme ?? ''}\` only. This operation does not accept it.`,
    )
}

function findProblem(source: ClientSource, parameter: Parameter): string | undefined {
  const { name, required = false } = parameter.object
  const types = typesOf(source.description.document, parameter)
  const style = styleOf(parameter)
  const isStructure = types?.has('array') === true || types?.has('object') === true
  // JSON writes numbers and booleans as text does, but a string in quotes.
  const isQuoted = style.name === 'json' && (types?.has('string') ?? true)
  const isScalar = !isStructure && !isQuoted
  switch (parameter.object.in) {
    case 'path':
      if (RESERVED.includes(name))
        return `\`${name}\` is the name of a call option. Rename the path parameter.`
      return isScalar && style.name !== 'label' && style.name !== 'matrix'
        ? undefined
        : 'The client sends path parameters as strings, numbers and booleans with `style: simple` only.'
    case 'query':
      return isStructure && isOpen(style)
        ? 'OpenAPI does not define this style with `explode: true`. Remove `explode`, or use `style: form`.'
        : undefined
    case 'header':
      return isScalar ? undefined : 'The client sends string, number and boolean headers only.'
    case 'cookie':
      return required
        ? 'The client sends no cookies. Remove the cookie parameter, or make it optional.'
        : undefined
  }
}

/** Whether OpenAPI leaves open how a style writes lists and records. */
function isOpen({ name, explode }: Style): boolean {
  return explode && (name === 'spaceDelimited' || name === 'pipeDelimited')
}
