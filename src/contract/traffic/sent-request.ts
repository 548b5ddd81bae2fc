import { headersFrom } from '../../command/index.ts'
import type { RecordedRequest, RecordedResponse } from '../../har/index.ts'
import type { ReceivedResponse, SentRequest } from '../http/exchange.ts'
import type { SplitUrl } from './locate.ts'

/** Returns a recorded request as it was sent. @param url its URL */
export function sentRequest(
  { method, headers, body }: Omit<RecordedRequest, 'url'>,
  { path, query }: SplitUrl,
): SentRequest {
  return { method, path: query === '' ? path : `${path}?${query}`, headers, body }
}

/** Returns a recorded response as it was received. */
export function receivedResponse({
  status,
  headers,
  body,
  isBodyLost,
  encodingError,
}: RecordedResponse): ReceivedResponse {
  return {
    status,
    headers: headersFrom(headers.flat()),
    body,
    ...(isBodyLost && { isBodyLost }),
    ...(encodingError !== undefined && { encodingError }),
  }
}
