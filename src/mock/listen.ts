import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UsageError } from '../command/index.ts'

/**
 * Listens, and says where.
 *
 * @throws UsageError where the port is taken or the address is not this machine's
 */
export function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new UsageError(reason(error, port, host)))
    })
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
      resolve(`http://${name}:${address.port}`)
    })
  })
}

function reason(error: NodeJS.ErrnoException, port: number, host: string): string {
  const { code = '' } = error
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is in use: stop what listens there, or give another with --port (0 takes a free one).`
  }
  if (code === 'EACCES') {
    return `Port ${port} on ${host} needs rights that this process does not have: give one from 1024 with --port.`
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `\`${host}\` is no address of this machine: give another with --host.`
  }
  return `Cannot listen on ${host}:${port}: ${error.message}`
}
