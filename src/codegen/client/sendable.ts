import type { Operation, Parameter } from '../../description/index.ts'
import { styleOf } from '../../serialization/index.ts'
import type { Style } from '../../serialization/index.ts'
import { typesOf } from './field-styles.ts'
import { RESERVED } from './reserved.ts'
import { securityOf } from './security.ts'
import type { ClientSource } from './source.ts'

/**
 * Makes sure that the client can send what an operation takes: what it cannot is refused here, not sent wrongly there.
 *
 * @throws DescriptionError that says what
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
      `The client sends \`${scheme ?? ''}\` alone; this operation does not take that.`,
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
        return `A call has an option \`${name}\` already: rename the path parameter.`
      return isScalar && style.name !== 'label' && style.name !== 'matrix'
        ? undefined
        : 'The client puts text, numbers and booleans into paths only.'
    case 'query':
      return isStructure && isOpen(style)
        ? 'OpenAPI leaves open how this style is written with `explode: true`: remove `explode`, or use `form`.'
        : undefined
    case 'header':
      return isScalar ? undefined : 'The client sends headers of text, numbers and booleans only.'
    case 'cookie':
      return required ? 'The client sends no cookies: a browser adds its own.' : undefined
  }
}

/** Whether OpenAPI leaves open how a style writes lists and records. */
function isOpen({ name, explode }: Style): boolean {
  return explode && (name === 'spaceDelimited' || name === 'pipeDelimited')
}
