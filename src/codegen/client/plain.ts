import { dereference, isSuccess } from '../../description/index.ts'
import type { Operation, Parameter, Schema } from '../../description/index.ts'
import { isForm } from '../../description/index.ts'
import { styleOf } from '../../serialization/index.ts'
import { bodyFormats } from '../body-format.ts'
import { acceptOf } from './accept.ts'
import { formStyles, queryStyles, typesOf } from './field-styles.ts'
import { mayBeNull, successMembers } from './members.ts'
import { CALL_OPTIONS } from './options.ts'
import { isBasicKey } from './alternatives.ts'
import { needsBaseUrl, operationUrlText, serverVariables } from './servers.ts'
import type { ClientSource } from './source.ts'

/**
 * Whether the small runtime is enough for an API: JSON or one kind of form, one server, an API key in HTTP Basic, and
 * the same for all operations. Every other API gets the full runtime.
 */
export function isPlain(source: ClientSource): boolean {
  const { operations } = source
  const kinds = new Set(operations.map((operation) => plainKind(source, operation)))
  return operations.length > 0 && kinds.size === 1 && !kinds.has(undefined) && hasPlainServer(source)
}

function hasPlainServer(source: ClientSource): boolean {
  return !needsBaseUrl(source) && serverVariables(source).size === 0
}

/** Returns the part of an operation that all operations of a plain client share; undefined if it is not plain. */
function plainKind(source: ClientSource, operation: Operation): string | undefined {
  const body = plainBody(source, operation)
  const first = operation.security[0] ?? []
  const isPlainKey = first.length === 0 || (first.length === 1 && first.every(isBasicKey))
  const isPlainOperation =
    isPlainKey &&
    body !== undefined &&
    operationUrlText(source, operation) === undefined &&
    operation.parameters.every((parameter) => isPlainParameter(source, parameter)) &&
    [...queryStyles(source, operation).values()].every((style) => style === 'scalar' || style === 'list') &&
    hasPlainResponses(source, operation)
  if (!isPlainOperation) return undefined
  return JSON.stringify([body, first.map(({ name }) => name), source.isKeyed(operation), acceptOf(operation)])
}

function plainBody(source: ClientSource, { body, method }: Operation): 'json' | 'form' | undefined {
  if (body === undefined) return 'json'
  const [content, second] = body.content
  if (content === undefined || second !== undefined || method === 'GET' || method === 'HEAD') return undefined
  if (content.mediaType === 'application/json') return 'json'
  if (!isForm(content.mediaType)) return undefined
  const styles = [...formStyles(source, content).values()]
  return styles.includes('[]') && styles.every((style) => style === 'scalar' || style === '[]')
    ? 'form'
    : undefined
}

function isPlainParameter({ description }: ClientSource, parameter: Parameter): boolean {
  const { name, in: location } = parameter.object
  const style = styleOf(parameter).name
  const types = typesOf(description.document, parameter)
  const isScalar = types !== undefined && !types.has('array') && !types.has('object') && style !== 'json'
  if (location === 'cookie') return false
  // openapi-fetch does not encode names.
  if (location === 'query') return encodeURIComponent(name) === name
  if (location === 'path' && (CALL_OPTIONS.includes(name) || style !== 'simple')) return false
  return isScalar
}

function hasPlainResponses(source: ClientSource, operation: Operation): boolean {
  const { document } = source.description
  const isPlainStatus = operation.responses.every(
    ({ status, content }) =>
      /^2\d\d$|^[45]\d\d$/.test(status) || (content.length > 0 && /^[245]XX$|^default$/.test(status)),
  )
  const isJson = operation.responses.every(({ content }) =>
    content.every(
      (one) => bodyFormats(document, one).join() === 'json' && !mayReturnNull(source, one.schema),
    ),
  )
  const hasFailure = operation.responses.some(({ status }) => !isSuccess(status))
  return isPlainStatus && isJson && hasFailure && successMembers(source, operation).length > 0
}

function mayReturnNull({ description }: ClientSource, schema: string | undefined): boolean {
  const { document } = description
  return schema !== undefined && mayBeNull(document, dereference<Schema>(document, schema).value, 'unknown')
}
