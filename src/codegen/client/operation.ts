import type { Operation } from '../../description/index.ts'
import { pascalCase } from '../identifier.ts'
import { checkSendable } from './sendable.ts'
import type { ClientSource } from './source.ts'
import { members } from './members.ts'
import { docComment, objectOf, quoted } from './text.ts'

/**
 * An operation as a method of the client.
 *
 * @param connectVariable what makes a method of operations of its kind
 * @throws DescriptionError where the client could not do what the description says
 */
export function methodOf(source: ClientSource, operation: Operation, connectVariable: string): string {
  const { id, method, path } = operation
  if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(id) || id === 'then')
    throw source.problem(
      operation.pointer,
      `The client needs an \`operationId\` that can name a method; \`${id}\` cannot.`,
    )
  checkSendable(source, operation)
  return `    ${id}: ${connectVariable}<${typeOf(operation)}, ${filledIn(operation)}>(
      ${quoted(method)}, ${quoted(path)}, ${objectOf(members(source, operation))},
    ),
`
}

/** The method in the client's type, with what the description says of it. */
export function signatureOf(operation: Operation): string {
  const { id, object } = operation
  const text = [object.summary, object.description].filter((part) => part !== undefined).join('\n\n')
  return `${docComment(text)}  ${id}: Method<${typeOf(operation)}, ${filledIn(operation)}>\n`
}

/** The types of what a method takes and answers, by names of their own. */
export function aliasesOf(operation: Operation): string {
  const name = pascalCase(operation.id)
  return `/** What \`${operation.id}\` takes. */
export type ${name}Call = Call<${typeOf(operation)}, ${filledIn(operation)}>
/** What \`${operation.id}\` answers: a member for each status. */
export type ${name}Result = Result<${typeOf(operation)}>
`
}

const typeOf = ({ id }: Operation): string => `operations[${quoted(id)}]`

const filledIn = ({ idempotency }: Operation): string => (idempotency === undefined ? 'never' : 'FilledIn')
