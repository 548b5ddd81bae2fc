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
 */
export const events: ResponseReader = (response, signal) => readEvents(response, signal)

async function* readEvents(
  response: Response,
  signal: AbortSignal | null | undefined,
): AsyncGenerator<ServerEvent, void, undefined> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const cancel = (): void => void reader?.cancel(signal?.reason).catch(() => undefined)
  signal?.addEventListener('abort', cancel)
  let rest = ''
  let id = ''
  try {
    for (;;) {
      const chunk = await reader?.read()
      signal?.throwIfAborted()
      if (chunk?.value === undefined) return
      // A line may end with CR LF, and a chunk between the two.
      const received = (rest + chunk.value).replace(/\r\n/g, '\n')
      const blocks = received.replace(/\r(?!$)/g, '\n').split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = parseEvent(block, id)
        id = event.id
        if (event.hasData) yield event.value
      }
    }
  } finally {
    signal?.removeEventListener('abort', cancel)
    cancel()
  }
}

const parseEvent = (block: string, lastId: string): { id: string; hasData: boolean; value: ServerEvent } => {
  const data: string[] = []
  let event = 'message'
  let id = lastId
  let retry: number | undefined
  for (const line of block.replace(/^\uFEFF/, '').split('\n')) {
    const [, field, value = ''] = /^([^:]+)(?:: ?(.*))?$/.exec(line) ?? []
    if (field === 'data') data.push(value)
    else if (field === 'event') event = value || 'message'
    else if (field === 'id' && !value.includes('\0')) id = value
    else if (field === 'retry' && /^\d+$/.test(value)) retry = Number(value)
  }
  const value = { event, data: data.join('\n'), id, ...(retry !== undefined && { retry }) }
  return { id, hasData: data.length > 0, value }
}
