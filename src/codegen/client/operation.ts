import type { Operation } from '../../description/index.ts'
import { pascalCase } from '../identifier.ts'
import { checkSendable } from './sendable.ts'
import type { ClientSource } from './source.ts'
import { members } from './members.ts'
import { docComment, objectOf, quoted } from './text.ts'

/**
 * Writes the method of an operation.
 *
 * @param connectVariable the variable with the function that creates methods of this kind
 * @throws DescriptionError if the client does not support the operation
 */
export function methodOf(source: ClientSource, operation: Operation, connectVariable: string): string {
  const { id, method, path } = operation
  if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(id) || id === 'then')
    throw source.problem(
      operation.pointer,
      `The client needs an \`operationId\` that is a valid method name. \`${id}\` is not.`,
    )
  checkSendable(source, operation)
  return `    ${id}: ${connectVariable}<${typeOf(operation)}, ${filledIn(operation)}>(
      ${quoted(method)}, ${quoted(path)}, ${objectOf(members(source, operation))},
    ),
`
}

/** Writes the type of the method, with the summary and description of the operation. */
export function signatureOf(operation: Operation): string {
  const { id, object } = operation
  const text = [object.summary, object.description].filter((part) => part !== undefined).join('\n\n')
  return `${docComment(text)}  ${id}: Method<${typeOf(operation)}, ${filledIn(operation)}>\n`
}

/** Writes the named types of a method's argument and result. */
export function aliasesOf(operation: Operation): string {
  const name = pascalCase(operation.id)
  return `/** The argument of \`${operation.id}\`. */
export type ${name}Call = Call<${typeOf(operation)}, ${filledIn(operation)}>
/** The result of \`${operation.id}\`: a union with one member for each status code. */
export type ${name}Result = Result<${typeOf(operation)}>
`
}

const typeOf = ({ id }: Operation): string => `operations[${quoted(id)}]`

const filledIn = ({ idempotency }: Operation): string => (idempotency === undefined ? 'never' : 'FilledIn')
