import { dereference, refToPointer } from '../../description/index.ts'
import type { Operation, Response, Schema } from '../../description/index.ts'
import { jsonOf } from './bodies.ts'
import type { ClientSource } from './source.ts'
import { quoted } from './text.ts'

/** A property that every value has but none at all: where JSON is expected, and nothing in particular of it. */
export const ANYTHING = 'constructor'

/** What is expected of a body where the description has none. */
const NOTHING = ''

/**
 * For each success, a member without which its body is something else; and for each refusal that has no body, none. All
 * other refusals have the member of the API's errors.
 *
 * @throws DescriptionError where a success is not JSON, or there is none
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
    throw source.problem(operation.pointer, 'The client needs a success: describe its answer with a 2XX.')
  const empty = operation.responses.filter(
    ({ status, content }) =>
      /^[345]\d\d$/.test(status) && (operation.method === 'HEAD' || content.length === 0),
  )
  return [...successes, ...empty.map(({ status }): [string, string] => [status, quoted(NOTHING)])]
}

/** The successful statuses that one stands for: `2XX` for all that are not described by themselves. */
export function successStatuses(status: string, described: readonly string[]): string[] {
  if (/^2\d\d$/.test(status)) return [status]
  return /^2XX$/i.test(status) ? SUCCESSES.filter((one) => !described.includes(one)) : []
}

/** The statuses of success that are registered (RFC 9110, section 15.3, and the IANA registry). */
const SUCCESSES = ['200', '201', '202', '203', '204', '205', '206', '207', '208', '226']

function memberOf(source: ClientSource, { content, pointer }: Response): string {
  if (content.length === 0) return NOTHING
  const json = jsonOf(content)
  if (json === undefined) throw source.problem(pointer, 'The client reads JSON, or no body at all.')
  const { schema } = json.object
  return (schema && requiredOf(source, schema)) ?? ANYTHING
}

/** The first property that a schema requires to be something, itself or by what it is composed of. */
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
