import type { CallInfo } from '../call-info.ts'
import { extensible } from '../read-text.ts'
import type { Plan, ResponseFormat } from './plan.ts'

/** Reads the body of a response. */
export type ResponseReader = (
  response: Response,
  signal: AbortSignal | null | undefined,
  info: CallInfo,
) => unknown

/** The readers that a client needs beside JSON. A client imports only those that its description needs. */
export interface ResponseReaders {
  readonly text?: ResponseReader
  readonly blob?: ResponseReader
  readonly events?: ResponseReader
}

/** Returns the format of a response: that of its status code, of its range, or the default of all errors. */
export const formatOf = (
  { responses }: Plan,
  { status, ok, headers }: Response,
  method: string,
): ResponseFormat => {
  if (method === 'HEAD') return ''
  const range = `${Math.floor(status / 100)}XX`
  const formats = responses[status] ?? responses[range] ?? (ok ? undefined : responses['default']) ?? 'any'
  const described = formats.split(' ')
  const received = formatOfType(headers.get('Content-Type') ?? '')
  return described.includes(received) ? received : (described[0] ?? '')
}

const formatOfType = (contentType: string): ResponseFormat => {
  if (/^[^;]*[/+]json\b/i.test(contentType)) return 'json'
  if (/^text\/event-stream\b/i.test(contentType)) return 'events'
  return /^text\/|^[^;]*[/+]xml\b/i.test(contentType) ? 'text' : 'blob'
}

/** Reads a whole response, so that its bytes can be read again in any form. */
export const readBytes = async (received: Response): Promise<Response> => {
  const response = extensible(received)
  const bytes = await response.arrayBuffer()
  const type = response.headers.get('Content-Type') ?? ''
  const text = (): string => new TextDecoder().decode(bytes)
  return Object.assign(response, {
    arrayBuffer: () => Promise.resolve(bytes),
    blob: () => Promise.resolve(new Blob([bytes], { type })),
    text: () => Promise.resolve(text()),
    json: () => Promise.resolve().then(() => JSON.parse(text()) as unknown),
  })
}

/** Reads a body as text. */
export const text: ResponseReader = (response) => response.text()

/** Reads a body as a Blob with its media type. */
export const blob: ResponseReader = (response) => response.blob()

/** Reads JSON if possible, or else text. Undefined if the body is empty. */
export const readAny: ResponseReader = async (response) => {
  const body = await response.text()
  try {
    return JSON.parse(body) as unknown
  } catch {
    return body === '' ? undefined : body
  }
}
