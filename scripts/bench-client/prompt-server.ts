import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { canceled } from './scripts.ts'

// A server in a separate process that responds after `argv[2]` milliseconds, so that only the calls are measured.
const latency = Number(process.argv[2])
const body = JSON.stringify(canceled('pi_1'))
const server = createServer((request, response) => {
  request.resume().once('end', () => {
    const respond = () => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(body)
    }
    if (latency === 0) respond()
    else setTimeout(respond, latency)
  })
})
server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port)
})
process.once('disconnect', () => {
  process.exit()
})
