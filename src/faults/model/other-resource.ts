import type { SerializedResponse } from '../../mock/index.ts'
import type { Call, CorrectServer } from './fault.ts'
import { withFreshKey } from './key.ts'
import { parametersOf, withParameters } from './path.ts'

/** Executes a request on another resource, which is in `state`, and responds as if it were the one of the request. */
export async function onOtherResource(
  call: Call,
  server: CorrectServer,
  apiKey: string,
  state: string | undefined,
): Promise<SerializedResponse> {
  const { operation, request } = call
  const own = parametersOf(operation, request)
  const other = server.create(operation, apiKey, state)
  if (own === undefined || other === undefined) return server.respond(request)
  const response = await server.respond(withFreshKey(operation, withParameters(operation, request, other)))
  if (response.body === undefined) return response
  const body = Object.entries(other).reduce(
    (text, [name, value]) => text.replaceAll(value, own[name] ?? value),
    String(response.body),
  )
  return { ...response, body }
}
