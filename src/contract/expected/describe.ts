import { get } from '../../description/index.ts'
import type { Description, ExpectedResponse, Operation } from '../../description/index.ts'
import { excerpt } from '../../schema/index.ts'
import { jsonOf } from '../http/body.ts'
import type { Exchange } from '../http/exchange.ts'
import { identifyingPointers, identifyingValues } from './match.ts'

/** How many characters of a body are shown. */
const MAX_BODY = 160

/** Describes expected responses: `400 with /error/code "parameter_missing", or 415`. */
export function describeExpected(
  description: Description,
  operation: Operation,
  expectedResponses: readonly ExpectedResponse[],
): string {
  const described = expectedResponses.map((expectedResponse) => {
    const values = identifyingValues(description, operation, expectedResponse).map(
      ([pointer, value]) => `${pointer} ${excerpt(value)}`,
    )
    return [expectedResponse.status, ...(values.length === 0 ? [] : [`with ${values.join(', ')}`])].join(' ')
  })
  return [...new Set(described)].join(', or ')
}

/** Describes a response: its status code and the values that identify its error, or the beginning of its body. */
export function describeResponse(description: Description, { response }: Exchange): string {
  const json = jsonOf(response)
  const values = identifyingPointers(description).flatMap((pointer) => {
    const value = get(json, pointer)
    return value === undefined || value === null ? [] : [`${pointer} ${excerpt(value)}`]
  })
  if (values.length > 0) return `${response.status} with ${values.join(', ')}`
  const text = new TextDecoder().decode(response.body.subarray(0, 4 * MAX_BODY + 4))
  const shown = text.length > MAX_BODY ? `${text.slice(0, MAX_BODY)}…` : text
  return `${response.status}${shown === '' ? ' without a body' : ` ${shown}`}`
}
