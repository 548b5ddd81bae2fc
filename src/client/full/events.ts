import type { CallInfo } from '../call-info.ts'
import { NetworkError } from '../errors.ts'
import { aborted, describeFailure } from '../no-response.ts'
import { onAbort } from '../settle-within.ts'
import type { ResponseReader } from './responses.ts'

/** An event of a stream (HTML, "Server-sent events"). */
export interface ServerEvent {
  /** The type of the event. Default: `message`. */
  readonly event: string
  readonly data: string
  /** The last id that the server sent. */
  readonly id: string
  /** How long to wait before a reconnection, in milliseconds, if the server sent it with this event. */
  readonly retry?: number
}

/**
 * Reads `text/event-stream` event by event, for `for await`. Leaving the loop ends the response, and so does the
 * caller's signal.
 *
 * @throws AbortError, NetworkError while it is read
 */
export const events: ResponseReader = (response, signal, info) => readEvents(response, signal, info)

async function* readEvents(
  response: Response,
  signal: AbortSignal | null | undefined,
  info: CallInfo,
): AsyncGenerator<ServerEvent, void, undefined> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const cancel = (): void => void reader?.cancel(signal?.reason).catch(() => undefined)
  const stop = signal && onAbort(signal, cancel)
  let rest = ''
  let id = ''
  try {
    for (;;) {
      const chunk = signal?.aborted ? undefined : await readChunk(reader, signal, info)
      if (signal?.aborted) throw aborted(info, signal.reason)
      if (chunk === undefined) return
      // A line may end with CR LF, and a chunk between the two.
      const received = (rest + chunk).replace(/\r\n/g, '\n')
      const blocks = received.replace(/\r(?!$)/g, '\n').split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = parseEvent(block, id)
        id = event.id
        if (event.hasData) yield event.value
      }
    }
  } finally {
    stop?.()
    cancel()
  }
}

const readChunk = async (
  reader: ReadableStreamDefaultReader<string> | undefined,
  signal: AbortSignal | null | undefined,
  info: CallInfo,
): Promise<string | undefined> => {
  try {
    return (await reader?.read())?.value
  } catch (error) {
    if (signal?.aborted) return undefined
    throw new NetworkError(info, `The response ended early: ${describeFailure(error)}.`, error)
  }
}

const parseEvent = (block: string, lastId: string): { id: string; hasData: boolean; value: ServerEvent } => {
  const data: string[] = []
  let event = 'message'
  let id = lastId
  let retry: number | undefined
  for (const line of block.replace(/^\uFEFF/, '').split('\n')) {
    const [, field, value = ''] = /^([^:]+)(?:: ?(.*))?$/s.exec(line) ?? []
    if (field === 'data') data.push(value)
    else if (field === 'event') event = value || 'message'
    else if (field === 'id' && !value.includes('\0')) id = value
    else if (field === 'retry' && /^\d+$/.test(value)) retry = Number(value)
  }
  const value = { event, data: data.join('\n'), id, ...(retry !== undefined && { retry }) }
  return { id, hasData: data.length > 0, value }
}
