import { exampleOf, get, isJson, statusMatches } from '../../description/index.ts'
import type { Description, ExpectedResponse, Operation } from '../../description/index.ts'
import { contentFor, jsonOf } from '../http/body.ts'
import type { Exchange } from '../http/exchange.ts'

/**
 * Returns whether a response is the expected one: it has the status code and, if the expectation names an example, the
 * values that identify its error. Those are JSON, so a documented response in another media type matches by its status
 * code alone.
 */
export function matchesExpected(
  description: Description,
  expectedResponse: ExpectedResponse,
  exchange: Pick<Exchange, 'operation' | 'response'>,
): boolean {
  if (!statusMatches(expectedResponse.status, exchange.response.status)) return false
  if (isDocumentedNonJson(exchange, expectedResponse)) return true
  const body = jsonOf(exchange.response)
  return identifyingValues(description, exchange.operation, expectedResponse).every(
    ([pointer, value]) => get(body, pointer) === value,
  )
}

/** Returns whether a response has a media type that is documented for the expected status code and is not JSON. */
function isDocumentedNonJson(
  { operation, response }: Pick<Exchange, 'operation' | 'response'>,
  { status }: ExpectedResponse,
): boolean {
  const contentType = response.headers.get('content-type')?.[0]
  if (contentType === undefined || isJson(contentType)) return false
  const documented = operation.responses.find((one) => one.status === status)?.content ?? []
  return contentFor(documented, contentType) !== undefined
}

/** Returns the pointers of `x-errors`, with the values by which the example of a response identifies its error. */
export function identifyingValues(
  description: Description,
  operation: Operation,
  expectedResponse: ExpectedResponse,
): [string, unknown][] {
  if (expectedResponse.example === undefined) return []
  const example = exampleOf(operation, expectedResponse)?.value
  return identifyingPointers(description).flatMap((pointer): [string, unknown][] => {
    const value = get(example, pointer)
    return value === undefined ? [] : [[pointer, value]]
  })
}

/** Returns the JSON Pointers of `x-errors` that identify an error. */
export function identifyingPointers({ document }: Description): readonly string[] {
  return document['x-errors']?.identifiedBy ?? []
}
