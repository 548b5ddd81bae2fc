import { createdId } from '../../description/index.ts'
import type { Operation, Resource } from '../../description/index.ts'
import type { SerializedResponse } from '../../mock/index.ts'
import type { Call, FaultInput } from './fault.ts'
import { headerOf, jsonOf } from './message.ts'
import { parametersOf } from './path.ts'
import { bodyOf } from './request-body.ts'

/** Returns the id of what a request created. Undefined if the response does not show it. */
export function idOfCreated(
  input: FaultInput,
  { ids }: Resource,
  call: Call,
  response: SerializedResponse,
): string | undefined {
  return createdId(ids, {
    requestBody: bodyOf(input, call)?.value,
    responseBody: jsonOf(response)?.value,
    header: (name) => headerOf(response, name),
  })
}

/** Returns the id of the item in the path of a request. */
export function idInPath({ parameter, operations }: Resource, call: Call): string | undefined {
  if (!operations.includes(call.operation)) return undefined
  return parametersOf(call.operation, call.request)?.[parameter]
}

/** Returns the path of an item as another operation's request has it. Both operations are on the item's path. */
export function asRequestOf(operation: Operation, call: Call): Call {
  const headers = new Map([...call.request.headers].filter(([name]) => !/^(?:content-|if-)/.test(name)))
  const request = { ...call.request, method: operation.method, headers, query: '', body: Buffer.alloc(0) }
  return { operation, request }
}
