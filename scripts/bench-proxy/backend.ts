import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { canceledBody } from './response.ts'

/** Serves the operation that the benchmark calls, as fast as possible: a valid response for any id. */
const server = createServer((incoming, outgoing) => {
  incoming.resume()
  incoming.on('end', () => {
    const [, id = 'pi_1'] = /payment_intents\/([^/]+)\/cancel/.exec(incoming.url ?? '') ?? []
    const now = Math.floor(Date.now() / 1000)
    const body = Buffer.from(canceledBody(id, now))
    outgoing.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': body.byteLength,
      'X-RateLimit-Limit': '1500',
      'X-RateLimit-Remaining': '1499',
      'X-RateLimit-Reset': String(now + 60),
    })
    outgoing.end(body)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})
process.on('disconnect', () => process.exit(0))
