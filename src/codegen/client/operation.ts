import type { Operation } from '../../description/index.ts'
import { propertyName } from '../identifier.ts'
import { members } from './members.ts'
import { planText, shapeText } from './plan-text.ts'
import type { ClientSource } from './source.ts'
import { docComment, objectOf, oneLine, quoted } from './text.ts'

/** Writes the method of an operation. @param plain whether the small runtime sends it */
export function methodOf(source: ClientSource, operation: Operation, plain: boolean): string {
  const { method, path } = operation
  const plan = plain ? objectOf(members(source, operation)) : planText(source, operation)
  return `    ${propertyName(source.namesOf(operation).method)}: operation<${typeArguments(source, operation)}>(
      ${quoted(method)}, ${quoted(path)}, ${plan},
    ),
`
}

/**
 * Writes the type of the method, with the summary and description of the operation, its responses, and its place in the
 * document beside the client. A JSON Pointer stays the same when lines move.
 */
export function signatureOf(source: ClientSource, operation: Operation): string {
  const { object, method, path } = operation
  const text = [object.summary, object.description].filter((part) => typeof part === 'string').join('\n\n')
  const request = `\`${method} ${path}\``
  const responses = operation.responses.map(
    ({ status, object: { description } }) => `- ${status}: ${firstParagraph(description)}`,
  )
  const tags = [
    ...(object.deprecated === true ? ['@deprecated'] : []),
    `@see openapi.json#${operation.pointer}`,
  ]
  const responseList = [`${request} responds with`, ...responses].join('\n')
  const parts = [text.trim(), OUTCOME, responseList, tags.join('\n')]
  const comment = docComment(parts.filter((part) => part !== '').join('\n\n'))
  return `${comment}  ${propertyName(source.namesOf(operation).method)}: Method<${typeArguments(source, operation)}>\n`
}

const OUTCOME = `Resolves to each response below; \`orThrow()\` throws an ApiError for an error response. Rejects if there is no
usable response: NetworkError, TimeoutError, AbortError, InvalidResponseError, InvalidRequestError.`

/** The descriptions of a document may be anything. */
const firstParagraph = (description: unknown): string =>
  typeof description === 'string' ? oneLine(description.trim().split(/\n\s*\n/)[0] ?? '') : ''

/** Writes the named types of a method's argument and result. */
export function aliasesOf(source: ClientSource, operation: Operation): string {
  const { type, method } = source.namesOf(operation)
  return `/** The argument of \`${oneLine(method)}\`. */
export type ${type}Call = Call<${typeArguments(source, operation)}>
/** The result of \`${oneLine(method)}\`: a union with one member for each status code. */
export type ${type}Result = Result<${typeOf(source, operation)}>
`
}

/** Writes the type of an operation in `types.ts`. */
export function typeOf(source: ClientSource, operation: Operation): string {
  return `operations[${quoted(source.namesOf(operation).typeKey)}]`
}

function typeArguments(source: ClientSource, operation: Operation): string {
  const filledIn = source.isKeyed(operation) ? 'FilledIn' : 'never'
  const shape = shapeText(operation)
  return [typeOf(source, operation), filledIn, ...(shape === undefined ? [] : [shape])].join(', ')
}
