import type { IncomingMessage, ServerResponse } from 'node:http'
import { contentSecurityPolicy } from '../../html/index.ts'

/** Reloads every open page. */
export interface LiveReload {
  /** Adds the reload script to a page and to its policy. */
  readonly transform: (page: string) => string
  /** Handles the script's connection. */
  readonly intercept: (request: IncomingMessage, response: ServerResponse) => boolean
  readonly reload: () => void
}

const PATH = '/__changes'

/** Creates live reload by server-sent events (HTML Living Standard, section 9.2), which reconnect by themselves. */
export function createLiveReload(): LiveReload {
  const listeners = new Set<ServerResponse>()
  return {
    transform: (page) => {
      // The last one, because Redoc's own text contains others.
      const end = page.lastIndexOf('</body>')
      const [, hash = ''] = /script-src (\S+?);/.exec(contentSecurityPolicy({ scripts: [SCRIPT] })) ?? []
      return (page.slice(0, end) + `<script>${SCRIPT}</script>` + page.slice(end)).replace(
        'script-src ',
        () => `connect-src 'self'; script-src ${hash} `,
      )
    },
    intercept: (request, response) => {
      if (request.url !== PATH) return false
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
      response.write('retry: 500\n\n')
      listeners.add(response)
      response.on('close', () => listeners.delete(response))
      return true
    },
    reload: () => {
      for (const listener of listeners) listener.write('data: reload\n\n')
    },
  }
}

const SCRIPT = `new EventSource('${PATH}').onmessage = () => location.reload()`
