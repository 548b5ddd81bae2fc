import type { Operation } from '../../description/index.ts'
import { documentedResponse } from '../checks/documented.ts'
import { NO_CREDENTIAL } from '../http/credentials.ts'
import type { ReceivedResponse } from '../http/exchange.ts'
import { contentFor } from '../http/body.ts'
import type { RequestPlan } from '../http/request.ts'

/** A path that no implementation has. */
const UNDOCUMENTED_PATH = '/no-such-path-anywhere'

/**
 * Describes an undocumented response that is the same with the key, without the key and on another path: of a proxy
 * whose implementation is down, a redirect, or a server of something else.
 *
 * @param response the response to the plan
 * @param sendProbe sends another plan
 * @returns undefined if the responses differ or the response is documented
 */
export async function describeIdenticalResponse(
  operation: Operation,
  plan: RequestPlan,
  response: ReceivedResponse,
  sendProbe: (plan: RequestPlan) => Promise<ReceivedResponse>,
): Promise<string | undefined> {
  if (isDocumented(operation, response)) return undefined
  const others = [
    await sendProbe({ ...plan, credential: NO_CREDENTIAL }),
    await sendProbe({ ...plan, path: UNDOCUMENTED_PATH }),
  ]
  const [status, location] = [response.status, response.headers.get('location')?.[0]]
  const areIdentical = others.every(
    (other) =>
      other.status === status && (location !== undefined || commonPart(other) === commonPart(response)),
  )
  if (!areIdentical) return undefined
  const type = response.headers.get('content-type')?.[0] ?? 'no Content-Type'
  return `${status}, ${location === undefined ? type : `Location: ${location}`}`
}

/** Returns whether the description documents the status code and the media type of a response. */
function isDocumented(operation: Operation, response: ReceivedResponse): boolean {
  if (operation.responses.length === 0) return true
  const documented = documentedResponse({ operation, response })
  if (documented === undefined) return false
  const { content } = documented
  return content.length === 0 || contentFor(content, response.headers.get('content-type')?.[0]) !== undefined
}

/** Returns the text of a response without paths, times and request numbers, in which two error pages may differ. */
export function commonPart({ headers, body }: ReceivedResponse): string {
  const text = Buffer.from(body)
    .toString('utf8')
    .replaceAll(/\/[^\s<>"']*|[\da-f-]{6,}|\d+/gi, '…')
  return `${headers.get('content-type')?.[0] ?? ''} ${text}`
}
