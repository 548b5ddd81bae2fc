import { jsonTypesOf, parsePointer, propertiesOf } from '../schema/index.ts'
import type { Operation, Parameter, Response } from './operation.ts'
import { describesLocation, idPointerIn, jsonContentOf, successesOf } from './resource-id.ts'
import type { IdSource } from './resource-id.ts'

/** The last segment of the URL in this header. */
export const LOCATION: IdSource = { from: 'header', name: 'Location' }

/** Returns where the response has the id. Empty if that is not sure. */
export function idSources(
  document: object,
  create: Operation,
  { parameter, thing, onItem }: { parameter: Parameter; thing: string; onItem: readonly Operation[] },
): IdSource[] {
  return successesOf(create).flatMap((response): IdSource[] => {
    const pointer = idPointerOf(document, response, parameter, thing)
    // Without a 201, `POST /login` may only look like a creation: what is read must have the same id.
    const isUnambiguous = pointer !== '' || isBareText(document, response)
    const creates =
      response.status === '201' || (isUnambiguous && hasSameId(document, onItem, parameter, thing, pointer))
    if (!creates) return []
    return [
      ...(pointer === undefined ? [] : [{ from: 'body' as const, pointer }]),
      ...(describesLocation(response) ? [LOCATION] : []),
    ]
  })
}

/** Whether a body is a text. A bare number after a 200 may be the number of changed rows. */
function isBareText(document: object, response: Response): boolean {
  const schema = jsonContentOf(response)?.schema
  return schema !== undefined && jsonTypesOf(document, schema)?.has('string') === true
}

/** Whether only a `Location` can name what was created: 201 says that there is one (RFC 9110, section 15.3.2). */
export function impliesLocation(create: Operation, { object }: Parameter): boolean {
  const hasExample = object.example !== undefined || object.examples !== undefined
  return (
    successesOf(create).some(({ status, content }) => status === '201' && content.length === 0) && !hasExample
  )
}

function idPointerOf(
  document: object,
  response: Response,
  parameter: Parameter,
  thing: string,
): string | undefined {
  const content = jsonContentOf(response)
  return content === undefined ? undefined : idPointerIn(document, content.schema, parameter, thing)
}

/** Returns the properties that have the id, with the pointers of their schemas. */
export function idProperties(
  document: object,
  operations: readonly Operation[],
  parameter: Parameter,
  thing: string,
): Map<string, string> {
  return new Map(
    operations.flatMap(successesOf).flatMap((response): [string, string][] => {
      const schema = jsonContentOf(response)?.schema
      const pointer = idPointerOf(document, response, parameter, thing)
      if (schema === undefined || pointer === undefined || pointer === '') return []
      const names = parsePointer(pointer)
      const at = names.reduce<string | undefined>(
        (object, name) => (object === undefined ? undefined : propertiesOf(document, object).get(name)),
        schema,
      )
      return at === undefined ? [] : [[names.at(-1) ?? '', at]]
    }),
  )
}

/** Returns whether reading or changing an item returns the id at the same place as its creation, if that is an object. */
function hasSameId(
  document: object,
  onItem: readonly Operation[],
  parameter: Parameter,
  thing: string,
  pointer: string | undefined,
): boolean {
  if (pointer === undefined) return false
  return onItem
    .flatMap(successesOf)
    .map((response) => idPointerOf(document, response, parameter, thing))
    .some((found) => found === pointer || (pointer === '' && found !== undefined))
}
