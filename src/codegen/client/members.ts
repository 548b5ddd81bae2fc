import { dereference, refToPointer } from '../../description/index.ts'
import type { Operation, Response, Schema } from '../../description/index.ts'
import { jsonOf } from './bodies.ts'
import type { ClientSource } from './source.ts'
import { quoted } from './text.ts'

/** A property that every value except `null` and undefined has: any JSON value is expected. */
export const ANYTHING = 'constructor'

/** No body is expected. */
const NOTHING = ''

/**
 * Returns, for each status code of a success, a property that its body must have, and an empty text for each error
 * response without a body. All other error responses have the property that the API's errors have.
 *
 * @throws DescriptionError if a success is not JSON, or if the operation has no success
 */
export function members(source: ClientSource, operation: Operation): [string, string][] {
  const described = operation.responses.map(({ status }) => status)
  const successes = operation.responses.flatMap((response) => {
    const statuses = successStatuses(response.status, described)
    if (statuses.length === 0) return []
    const member = quoted(operation.method === 'HEAD' ? NOTHING : memberOf(source, response))
    return statuses.map((status): [string, string] => [status, member])
  })
  if (successes.length === 0)
    throw source.problem(
      operation.pointer,
      'The client needs a success. Add a response with a 2XX status code.',
    )
  const empty = operation.responses.filter(
    ({ status, content }) =>
      /^[345]\d\d$/.test(status) && (operation.method === 'HEAD' || content.length === 0),
  )
  return [...successes, ...empty.map(({ status }): [string, string] => [status, quoted(NOTHING)])]
}

/** Expands a status of the description into the status codes of success. `2XX` means all that are not listed separately. */
export function successStatuses(status: string, described: readonly string[]): string[] {
  if (/^2\d\d$/.test(status)) return [status]
  return /^2XX$/i.test(status) ? SUCCESSES.filter((one) => !described.includes(one)) : []
}

/** The registered status codes of success (RFC 9110, section 15.3, and the IANA registry). */
const SUCCESSES = ['200', '201', '202', '203', '204', '205', '206', '207', '208', '226']

function memberOf(source: ClientSource, { content, pointer }: Response): string {
  if (content.length === 0) return NOTHING
  const json = jsonOf(content)
  if (json === undefined)
    throw source.problem(pointer, 'The client reads JSON responses and responses without a body only.')
  const { schema } = json.object
  return (schema && requiredOf(source, schema)) ?? ANYTHING
}

/** Returns the first required property of a schema that cannot be null, also from its `$ref` and `allOf`. */
function requiredOf(source: ClientSource, schema: Schema): string | undefined {
  const { document } = source.description
  if (schema.$ref !== undefined && schema.required === undefined)
    return requiredOf(source, dereference<Schema>(document, refToPointer(schema.$ref)).value)
  if (schema.type === 'array') return 'forEach'
  const nonNullProperty = schema.required?.find((name) => !mayBeNull(source, schema.properties?.[name]))
  if (nonNullProperty !== undefined) return nonNullProperty
  for (const part of schema.allOf ?? []) {
    const property = requiredOf(source, part)
    if (property !== undefined) return property
  }
  return undefined
}

function mayBeNull(source: ClientSource, schema: Schema | undefined): boolean {
  if (schema === undefined) return true
  if (schema.$ref !== undefined)
    return mayBeNull(
      source,
      dereference<Schema>(source.description.document, refToPointer(schema.$ref)).value,
    )
  const types = [schema.type].flat()
  if (schema.const !== undefined) return schema.const === null
  if (schema.enum !== undefined) return schema.enum.includes(null)
  return types[0] === undefined || types.includes('null')
}
