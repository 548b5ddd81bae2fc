import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cannotListen } from '../../command/index.ts'

/**
 * Listens, and says where.
 *
 * @throws UsageError where the port is taken or the address is not this machine's
 */
export function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(cannotListen(error, port, host))
    })
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
      resolve(`http://${name}:${address.port}`)
    })
  })
}
