import { dereference, refToPointer } from '../../description/index.ts'
import type { OpenAPIDocument, Operation, Response, Schema } from '../../description/index.ts'
import { bodyFormats } from '../body-format.ts'
import { jsonOf } from './bodies.ts'
import type { ClientSource } from './source.ts'
import { quoted } from './text.ts'

/** Any JSON value is expected. */
export const ANYTHING = '*'

/** No body is expected. */
const NOTHING = ''

/**
 * Returns, for each status code of a success, a property that its body must have, and an empty text for each error
 * response without a body. All other error responses have the property that the API's errors have.
 */
export function members(source: ClientSource, operation: Operation): [string, string][] {
  const empty = operation.responses.filter(
    ({ status, content }) =>
      /^[345]\d\d$/.test(status) && (operation.method === 'HEAD' || content.length === 0),
  )
  return [
    ...successMembers(source, operation).map(([status, member]): [string, string] => [
      status,
      quoted(member),
    ]),
    ...empty.map(({ status }): [string, string] => [status, quoted(NOTHING)]),
  ]
}

/** Returns, for each status code of a success, a property that its body must have; empty without a body. */
export function successMembers(
  { description }: ClientSource,
  { method, responses }: Operation,
): [string, string][] {
  const described = responses.map(({ status }) => status)
  return responses.flatMap((response) => {
    const member = method === 'HEAD' ? NOTHING : memberOf(description.document, response)
    return successStatuses(response.status, described).map((status): [string, string] => [status, member])
  })
}

/** Expands a status of the description into the status codes of success. `2XX` means all that are not listed separately. */
export function successStatuses(status: string, described: readonly string[]): string[] {
  if (/^2\d\d$/.test(status)) return [status]
  return /^2XX$/i.test(status) ? SUCCESSES.filter((one) => !described.includes(one)) : []
}

/** The registered status codes of success (RFC 9110, section 15.3, and the IANA registry). */
const SUCCESSES = ['200', '201', '202', '203', '204', '205', '206', '207', '208', '226']

function memberOf(document: OpenAPIDocument, { content }: Response): string {
  if (content.length === 0) return NOTHING
  const json = jsonOf(content) ?? content.find((one) => bodyFormats(document, one)[0] === 'json')
  const { schema } = json?.object ?? {}
  return (schema && requiredOf(document, schema)) ?? ANYTHING
}

/** Returns the first required property of a schema that cannot be null, also from its `$ref` and `allOf`. */
function requiredOf(document: OpenAPIDocument, start: Schema): string | undefined {
  const visited = new Set<string>()
  const nullable = new Map<string, boolean>()
  // A loop, because parts may form a chain of thousands.
  const waiting = [start]
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    if (mayBeNull(document, schema, 'unknown', nullable)) continue
    if (schema.$ref !== undefined && schema.required === undefined) {
      if (visited.has(schema.$ref)) continue
      visited.add(schema.$ref)
      waiting.push(dereference<Schema>(document, refToPointer(schema.$ref)).value)
      continue
    }
    if (schema.type === 'array') return '[]'
    const { properties } = schema
    const nonNullProperty = schema.required?.find((name) => {
      const property = properties?.[name]
      return property?.['writeOnly'] !== true && !mayBeNull(document, property)
    })
    if (nonNullProperty !== undefined) return nonNullProperty
    waiting.push(...[...(schema.allOf ?? [])].reverse())
  }
  return undefined
}

/** The most references that are followed to find out whether a value may be null. */
const MOST_REFERENCES = 500

/**
 * Whether a schema allows `null`.
 *
 * @param untyped whether a schema without a type is only `unknown`, or allows `null`
 * @param known the results for the references so far: many schemas can refer to one
 */
export function mayBeNull(
  document: OpenAPIDocument,
  schema: Schema | undefined,
  untyped: 'unknown' | 'null' = 'null',
  known = new Map<string, boolean>(),
): boolean {
  if (schema === undefined) return untyped === 'null'
  if (schema.$ref !== undefined) {
    const result = known.get(schema.$ref)
    if (result !== undefined) return result
    if (known.size > MOST_REFERENCES) return untyped === 'null'
    // In a circle, nothing else is known.
    known.set(schema.$ref, untyped === 'null')
    const target = dereference<Schema>(document, refToPointer(schema.$ref)).value
    const isNullable = mayBeNull(document, target, untyped, known)
    known.set(schema.$ref, isNullable)
    return isNullable
  }
  const types = [schema.type].flat()
  if (schema.const !== undefined) return schema.const === null
  if (schema.enum !== undefined) return schema.enum.includes(null)
  if (types[0] !== undefined) return types.includes('null')
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  if (alternatives.length > 0) return alternatives.some((part) => mayBeNull(document, part, untyped, known))
  return untyped === 'null'
}
