import type { Operation } from '../../description/index.ts'
import { documentedResponse } from '../checks/documented.ts'
import { NO_CREDENTIAL } from '../http/credentials.ts'
import type { ReceivedResponse } from '../http/exchange.ts'
import { contentFor } from '../http/body.ts'
import type { RequestPlan } from '../http/request.ts'

/** A path that no implementation has. */
const UNDOCUMENTED_PATH = '/no-such-path-anywhere'

/**
 * What a target says to everything: a proxy whose implementation is down, a redirect, a server of something else. It is
 * an answer that the description does not know, and the same one with the key, without, and elsewhere.
 *
 * @param response the answer to the plan
 * @param sendProbe sends another plan
 * @returns what it is in words; undefined where the target tells requests apart
 */
export async function describeIdenticalResponse(
  operation: Operation,
  plan: RequestPlan,
  response: ReceivedResponse,
  sendProbe: (plan: RequestPlan) => Promise<ReceivedResponse>,
): Promise<string | undefined> {
  if (isDescribed(operation, response)) return undefined
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

/** Whether the description knows an answer's status and media type. */
function isDescribed(operation: Operation, response: ReceivedResponse): boolean {
  if (operation.responses.length === 0) return true
  const described = documentedResponse({ operation, response })
  if (described === undefined) return false
  const { content } = described
  return content.length === 0 || contentFor(content, response.headers.get('content-type')?.[0]) !== undefined
}

/** What two pages have in common that differ in the path that they name, in a time or in a request's number. */
function commonPart({ headers, body }: ReceivedResponse): string {
  const text = Buffer.from(body)
    .toString('utf8')
    .replaceAll(/\/[^\s<>"']*|[\da-f-]{6,}|\d+/gi, '…')
  return `${headers.get('content-type')?.[0] ?? ''} ${text}`
}
