import type { RecordedExchange } from '../../har/index.ts'
import type { SentExchange } from '../http/send.ts'
import type { Target } from '../http/target.ts'

/** Returns an exchange of a run as a recording has it. */
export function recordedExchange(
  { request, response, sentAt, receivedAt }: SentExchange,
  { baseUrl }: Pick<Target, 'baseUrl'>,
): RecordedExchange {
  const { method, path, headers, body } = request
  return {
    request: { method, url: `${baseUrl.origin}${path}`, headers, body, isBodyLost: false },
    response: response && {
      status: response.status,
      headers: [...response.headers].flatMap(([name, values]) =>
        values.map((value) => [name, value] as const),
      ),
      body: response.body,
      isBodyLost: response.tooLong !== undefined,
      ...(response.encodingError !== undefined && { encodingError: response.encodingError }),
    },
    sentAt,
    receivedAt,
    origin: '',
  }
}
