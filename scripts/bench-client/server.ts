import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { canceled, REDIRECT_TARGET, scripts, WORKING, type Intent } from './scripts.ts'

/** A server that follows the script in the id of the path, `pi_<script>_<client>`. */
export interface MisbehavingServer {
  readonly url: string
  readonly intent: (id: string) => Intent
  /** The number of all requests so far. */
  readonly requestCount: () => number
  readonly close: () => void
}

/** Starts the server on a free port of 127.0.0.1. */
export async function startMisbehaving(): Promise<MisbehavingServer> {
  const intents = new Map<string, Intent>()
  const intent = (id: string): Intent => {
    const known = intents.get(id) ?? { id, attempts: 0, cancellations: 0, storedBodies: new Map() }
    intents.set(id, known)
    return known
  }
  let requestCount = 0
  const server = createServer((request, response) => {
    requestCount++
    const id = /\/payment_intents\/(pi_(\d+)_\w+)\/cancel$/.exec(request.url ?? '')
    const script = scripts[Number(id?.[2])] ?? WORKING
    request.resume().once('end', () => {
      if (request.url?.startsWith(REDIRECT_TARGET) === true) {
        const unchanged = {
          ...canceled(request.url.slice(REDIRECT_TARGET.length)),
          status: 'requires_capture',
        }
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(unchanged))
        return
      }
      if (id?.[1] === undefined) return void response.writeHead(404).end()
      const target = intent(id[1])
      const move = script.moves[Math.min(target.attempts, script.moves.length - 1)]
      target.attempts++
      move?.(request, response, target)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    intent,
    requestCount: () => requestCount,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
